"""English: how customers ask, with and without a question mark."""

from bot.languages.word_lists import listed
from bot.listening_questions import Forms, phrases

ENGLISH = Forms(
    requests=phrases(
        "could you, can you, would you, will you, could we, can we, could i, can i, may i, may we, could someone, can someone,"
        " could somebody, can somebody, could anyone, can anyone, could anybody, can anybody, could one of you, can one of you",
        "do you have, do you know, do you think, do you need, do you want, do we have, did you, have you, are you able, are there any,"
        " is there any, is there a, is it possible, is anyone, is anybody, has anyone, has anybody, has somebody, does anyone,"
        " does anybody, does somebody, would it be possible, shall we, should we, should i",
        "any news, any update, any updates, any idea, any word, any chance, any progress, any eta",
        "when can, when will, when do, when does, when is, when are, when should, when would, where is, where are, where can, where do,"
        " what is the, what's the, what are the, what time, which one, which of, who can, who is, who do, who should, how long,"
        " how much, how many, how soon, how do, how can, how should, why is, why was, why did, why are, why do",
        "please send, please let, please confirm, please advise, please call, please share, please check, please tell, please come,"
        " please provide, please give, please clarify, please reply, please answer, please get back, please explain",
        "let us know, let me know, please could, please can, kindly send, kindly confirm, kindly advise, kindly let",
        "i was wondering, we were wondering, i am wondering, i'm wondering, we are wondering, we're wondering, just wondering,"
        " wondering if, wondering when, wondering whether, i'd like to know, we'd like to know, i would like to know,"
        " we would like to know, we need to know, i need to know, tell me when, tell us when",
        "still waiting for, we are still waiting, we're still waiting, i am still waiting, i'm still waiting, still no news,"
        " still no answer, still nothing from",
    ),
    before=listed(
        "hi hello hey hiya dear morning afternoon evening good all both team everyone everybody folks guys so and also but ok okay oh"
        " one two another more last quick small short question questions just thanks thank you great perfect well btw fyi p.s ps"
        " again there then now somebody meanwhile separately"
    ),
    small=phrases(
        "how are you, how're you, how are things, how is it going, how's it going, how's everything, how is everything,"
        " how was your, how were your, how's life, how do you do, how about that, how cool, how nice, how great, how lucky",
        "what's up, what's new, what a, what on earth, what the, what could possibly, what could go, what do i know, what else is new",
        "can you believe, could you imagine, can you imagine, would you believe, do you believe, guess what, who knew, who knows,"
        " who would have, who doesn't, why not, isn't it, isn't that, aren't they, aren't you, don't you think, really, seriously,"
        " right, ok, okay, yes, no, sure, remember when, do you remember, you know what, know what, all good, all ok, are you ok,"
        " are you well, are you serious, are you kidding, did you watch, did you see the game, did you have a, have you seen the weather",
        "can't wait, could not be, could be, can be, how time flies",
    ),
    closings=phrases(
        "if you have any, if you've any, if there are any questions, if there is anything, if there's anything, if you need anything,"
        " if you need more, if you need any, if anything else, if anything is, any questions just, any other questions, if it helps,"
        " if that helps, no rush to, no need to answer, no need to reply",
        "thanks for asking, thank you for asking, let me know how, let us know how",
    ),
    withdrawn=phrases(
        "never mind, nevermind, nvm, found it, found them, sorted now, sorted itself, all sorted, ignore that, ignore my, ignore me,"
        " ignore the above, no longer needed, not needed anymore, not needed any more, forget it, forget that, forget my,"
        " scratch that, disregard that, disregard my, already got it, got it now, got it thanks, we found it, i found it,"
        " found the answer, solved it, works now, it works again, problem solved, question answered",
    ),
)
