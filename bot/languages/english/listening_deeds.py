"""English deeds that somebody else can wait for, as tables: "send", "get back to", "have … ready"."""

from bot.languages.english.listening_words import DEPARTMENTS, known, name, number, person
from bot.languages.word_lists import listed
from bot.listening_patterns import Class, Ways

CLASSES: dict[str, Class] = {
    "WHO": person,
    "NAME": name,
    "A": listed(
        "a an the my our your their his her another some this that these those all both any two three four one new its each every"
    ),
    "IT": listed("it this that them these those everything"),
    # What is given away for good.
    "GIVING": listed(
        "send resend re-send email e-mail mail forward fwd fax courier overnight dispatch ship reship re-ship deliver redeliver refund"
        " reimburse remit wire"
    ),
    # What may also be done to one's own things.
    "HANDING": listed(
        "bring provide return replace submit share issue credit quote invoice pay waive cover extend install swap order repair exchange lend"
        " supply transfer renew restore release publish deploy reserve repay repost reissue rebook donate hand pass drop upgrade escalate"
        " distribute circulate collect pick upload post attach reprint relabel reorder reschedule expedite push match honor honour absorb compensate"
    ),
    "TELLING": listed(
        "call phone ring text message ping inform notify calm reassure train contact email e-mail mail brief warn ask tell update write advise alert invite reach visit thank dm msg"
    ),
    # What somebody who had to ask for it waits for.
    "MAKING": listed(
        "fix correct update prepare draft compile finalize finalise verify investigate review revise amend resolve rectify address"
    ),
    "DOING": listed(
        "write make create build do finish complete check test change include log set run translate print sign record document put adjust"
        " calibrate assemble schedule book arrange organize organise confirm clear configure process inspect service measure clean move cancel"
        " clarify calculate count design paint cut register enter open close remove answer explain research handle start add file"
    ),
    "ADDING": listed("add include attach enclose enter put"),
    "TALKING": listed("talk speak meet check touch follow liaise discuss"),
    "STATE": listed(
        "ready done out over fixed finished sent shipped delivered available sorted up completed signed installed back there online live"
        " packed waiting approved replaced repaired corrected translated"
        " restored running scheduled booked arranged moved organised organized installed resolved cleared set"
    ),
    "SOMEONE": listed("someone somebody people"),
    "DEPT": DEPARTMENTS,
    "KNOWN": known,
    "NUMBER": number,
}
DEEDS = Ways(CLASSES)
DEEDS.add(
    "promise-keep-informed",
    """
let WHO know
keep WHO posted|informed|updated|abreast|advised|apprised|current
keep WHO in|up the|to loop|date|speed|picture
loop|rope|bring in A|NAME
""",
)
DEEDS.add(
    "promise-get-back",
    """
get|come|circle|report|be|write|go|revert|call|ring back to|with
call|ring|phone WHO back
report|call|write|ring back
be|get|stay in touch|contact with WHO
be in touch
advise as|when|once|of|on|by|WHO
get with NAME
revert to WHO
revert with|by|asap|tomorrow|today|shortly|soon
follow up with|on|about|by
reply|respond|write|answer to your|their|his|her|the|WHO
answer your|their|his|her|WHO
answer the questions|question|mail|email|request|concerns|query|complaint
return your|their|his|her call
reach out to WHO
""",
)
DEEDS.add(
    "promise-give",
    """
give WHO one|a|an|the|his|her|their|my|our|your|some|two|more|another|full|free|it|word|access|notice|credit
give NAME
give WHO NUMBER
""",
)
DEEDS.add(
    "promise-send",
    """
GIVING
get WHO A
get A ... for WHO
get A|IT ... to|over|back|across WHO
get IT to|over|out|across|back
post|mail|send IT to|out|over|off
bring|drop|hand|pass A|IT ... to|for|along|over|round|off|by
bring WHO
put WHO through
put WHO in touch|contact|copy
put WHO down for|as
put WHO on|onto the|our|my ... list|schedule
put A ... in the|today's post|mail
drop|run IT off|over|by|round
cc|copy WHO
show WHO A
shoot|drop|write WHO A
shoot A|IT over|across|to
shoot over A
pass on|along A ... to WHO
pass IT on|along to|with WHO
hand over|in|out A
leave A|IT ... on|in|with|at|for your|their|his|her|WHO
get|send SOMEONE|A|NAME ... out|over|round|up|down to WHO
get WHO set|up|sorted|connected|started|in|onto|into
""",
)
DEEDS.add(
    "promise-have-ready",
    """
have A|IT ... STATE
have NAME ... to|for WHO
have A|IT|something|answers|news ... for|to|with|over WHO
have A|IT ... on|in|at your|their|her|his
get|ask NAME|A|DEPT ... to GIVING|TELLING|HANDING|MAKING|come|look
ask WHO|DEPT to|for|about|if|whether|when|why
have SOMEONE ... there|out|over|on|with|at
mention|suggest ... to WHO
work with WHO to|on
have WHO GIVING|TELLING|HANDING|MAKING|get|look|come|do|sort|stop
get A|IT ... STATE|changed|updated
""",
)
DEEDS.add("promise-have-ready", "have A|IT|something|new", needs="time and business")
DEEDS.add(
    "promise-tell",
    """
TELLING WHO
TELLING both|all|each
remind WHO to|about
write to WHO
speak|talk with|to WHO
touch base with
check|discuss|clear|confirm|raise|meet|liaise|align ... with WHO
confirm when|once|as|by|today|tomorrow|tonight|asap
confirm|explain|report|present|demonstrate|propose|show|apologise|apologize ... to WHO
take|bring|raise|flag IT up? with|to
set|line|book|schedule|arrange|organise|organize A|up ... call|meeting|visit|demo|training|session|appointment
introduce WHO
fill|loop WHO in
walk|talk|take|guide WHO through
go through|over A|IT ... with WHO
have someone|somebody ... TELLING|GIVING|look|come|get
have someone|somebody from NAME|support|sales|service|accounting ... TELLING|GIVING|look|come|get
get on the phone|line with WHO
arrange for
take A|IT ... back at|free|for|no
throw in A
knock A|ten|five|twenty ... off
see that WHO
hold|reserve|keep A ... for WHO
include|add|invite WHO on|in|to
""",
)
DEEDS.add(
    "promise-look-into",
    """
look|dig|check into
take|get care of
see to A|IT
chase|track A|IT
sort|chase|straighten|clear|track out|down|up A|IT
sort A|IT out
deal with A
look after A|IT|WHO
handle|escalate A|IT
speed up A|NAME|IT
get on|onto|to IT right|straight|today|tomorrow|now|first
find out ... and let|tell|call|inform WHO
""",
)
DEEDS.add(
    "promise-make-sure",
    """
make it|this|that right|good|up for|to|with WHO
make sure|certain that? A|it|they|you|everyone|everybody|nobody|everything|NAME
ensure that? A|it|they|you|NAME
""",
)
DEEDS.add("promise-get-back", "revert|advise", needs="last")
DEEDS.add("promise-hand-over", "HANDING", needs="somebody")
DEEDS.add(
    "promise-make",
    """
MAKING A|NAME
put together A
write|draw|type|draft up A
upload|post|provide A
pick|drop up|off A
take A ticket|case|complaint|order
make A? corrections|changes|arrangements|payment|reservation|booking|adjustments|edits|updates|fix|correction|change|transfer
file|open|raise|log|submit A issue|bug|ticket|case|request|claim|complaint|report
""",
    needs="no code",
)
DEEDS.add("promise-make", "ADDING A\nADDING IT to|in|on the|your|their", needs="business")
DEEDS.add(
    "promise-make",
    """
MAKING|DOING|HANDING A|IT|NAME|to|with|together|for|up
talk|speak|meet|touch|follow|liaise
look at|over|through A|NAME
swing|come|stop|drop by|over|round A|NAME
come over|out|by|to|back A|NAME|to|and|on
take|let A|WHO
visit WHO|A
help WHO with|to
pick up A
work on A|getting|fixing|finishing|preparing
be on site|on-site|onsite
be on-site|onsite
""",
    needs="due",
)
DEEDS.add(
    "promise-make",
    """
DOING|MAKING ... for WHO
TALKING to|with WHO
MAKING ... with|to WHO
put ... together|in|on for WHO
DOING A|WHO ... to|on|in|from their|your|his|her
""",
)
# The same with "-ing", which with a time is said of the future.
COMING = Ways(
    {
        **CLASSES,
        "GIVING": listed(
            "wiring overnighting dispatching redelivering sending resending emailing mailing forwarding faxing shipping delivering refunding reimbursing couriering"
        ),
        "HANDING": listed(
            "bringing providing returning replacing submitting sharing issuing crediting quoting invoicing paying installing swapping ordering"
            " repairing exchanging transferring renewing restoring releasing deploying posting uploading reshipping publishing preparing"
            " setting updating finishing fixing collecting dropping putting"
        ),
        "TELLING": listed(
            "calling phoning ringing contacting texting messaging informing notifying visiting"
        ),
        "GETS": listed(
            "send ship call deliver fix bring check look come do prepare visit write replace repair pick mail email book"
        ),
    }
)
COMING.add(
    "promise-sending",
    """
GIVING|HANDING
TELLING WHO
setting up A
talking|speaking to|with WHO
getting|having|asking WHO|DEPT to? GETS
looking|digging into
taking care of
following up
getting back to WHO
coming out|over|by|to WHO|the|your|their
""",
)
