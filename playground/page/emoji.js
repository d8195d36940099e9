/** Emoji by Slack's short names; a name that is not here is shown as it was typed. */

const TABLE = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|handshake 🤝|adhesive_bandage 🩹|phone ☎️|telephone ☎️|telephone_receiver 📞
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️
no_entry ⛔|no_entry_sign 🚫|red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|eyes 👀|pray 🙏|clap 👏|muscle 💪|wave 👋|raised_hands 🙌
point_right 👉|point_left 👈|point_up ☝️|point_down 👇|ok_hand 👌|heart ❤️|green_heart 💚|blue_heart 💙|yellow_heart 💛
tada 🎉|sparkles ✨|star ⭐|fire 🔥|rocket 🚀|bulb 💡|bell 🔔|no_bell 🔕|zzz 💤|hourglass ⌛|hourglass_flowing_sand ⏳
alarm_clock ⏰|stopwatch ⏱️|watch ⌚|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clipboard 📋|memo 📝|pencil ✏️|pencil2 ✏️
pushpin 📌|paperclip 📎|link 🔗|lock 🔒|unlock 🔓|key 🔑|mag 🔍|gear ⚙️|hammer_and_wrench 🛠️|wrench 🔧|package 📦
truck 🚚|ship 🚢|airplane ✈️|house 🏠|office 🏢|factory 🏭|email ✉️|envelope ✉️|inbox_tray 📥|outbox_tray 📤
speech_balloon 💬|thought_balloon 💭|loudspeaker 📢|mega 📣|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉
bar_chart 📊|moneybag 💰|credit_card 💳|gift 🎁|cake 🍰|coffee ☕|sunny ☀️|cloud ☁️|umbrella ☔|snowflake ❄️|seedling 🌱
smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|wink 😉|blush 😊|joy 😂|sweat_smile 😅|thinking_face 🤔
neutral_face 😐|confused 😕|worried 😟|cry 😢|sob 😭|angry 😠|rage 😡|relieved 😌|sunglasses 😎|hugging_face 🤗
face_with_rolling_eyes 🙄|grimacing 😬|sleeping 😴|palm_tree 🌴|face_with_thermometer 🤒|house_with_garden 🏡|100 💯
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|rewind ⏪|fast_forward ⏩|arrows_counterclockwise 🔄|repeat 🔁
heavy_plus_sign ➕|heavy_minus_sign ➖|question ❓|exclamation ❗|information_source ℹ️|checkered_flag 🏁|trophy 🏆
busts_in_silhouette 👥|bust_in_silhouette 👤|robot_face 🤖|wastebasket 🗑️|file_folder 📁|page_facing_up 📄|books 📚`;

const BY_NAME = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

/** The character of a short name (without colons, skin tone ignored), or null. */
export function emoji(name) {
  return BY_NAME.get(name.split("::")[0]) ?? null;
}

/** Text with :names: replaced by their characters. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]{1,50}):/g, (whole, name) => emoji(name) ?? whole);
}

/** What the reaction menu offers; the first three are how Kept is told by reaction. */
export const REACTIONS = ["handshake", "adhesive_bandage", "phone", "+1", "heart", "tada", "eyes", "white_check_mark"];
