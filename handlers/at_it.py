"""Work that may take longer than Slack waits: answered by what came of it if that is soon, otherwise told privately."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.refusals import Refusal
from handlers.gestures import Answer, Gesture, Say
from handlers.house import House, log, reference, without_words
from handlers.practice import marked
from handlers.views.parts import Message, line

# Slack waits three seconds for an answer, and it has a way to go: https://docs.slack.dev/interactivity/handling-user-interaction
ANSWER_WITHIN = 1.5
TELLING = "I am at it. How it went stands in our direct messages in a moment."


async def answered(
    house: House, gesture: Gesture, work: Coroutine[Any, Any, Answer], *, title: str
) -> Answer:
    """What the work comes to. Where that takes too long it goes on, and the person hears of it in their direct messages.

    Raises what the work raises in time.
    """
    task = asyncio.get_running_loop().create_task(work)
    done, _ = await asyncio.wait({task}, timeout=ANSWER_WITHIN)
    if done:
        return task.result()
    house.talk.later(_tell(house, gesture, task))
    return Say(Message([line(TELLING)]), title=title, replace=False)


async def _tell(house: House, gesture: Gesture, task: "asyncio.Task[Answer]") -> None:
    try:
        answer = marked(house, await task)
    except Refusal as refusal:
        answer = Say(Message([line(refusal.sentence)]))
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
        found = reference()
        log.error("%s: going on failed with %s", found, without_words(error))
        sorry = "Something went wrong on my side. Look whether it is done before you try again; if it keeps happening, "
        answer = Say(Message([line(f"{sorry}tell whoever runs Kept: {found}.")]))
    if isinstance(answer, Say):
        await house.tell(gesture.person.id, answer.message.body())
