"""What the sample company typed in the past three weeks, for an app that keeps promises.

These are lines of text to the playground: it sends them to whatever app is connected.
"""

from playground.scenes import Scene

_CUSTOMERS = (
    Scene(14, "09:02", "lena", "#accounts", "/customer add Acme Bottling, Acme"),
    Scene(14, "09:03", "lena", "#accounts", "/customer add Globex Dairy, Globex"),
    Scene(14, "09:04", "lena", "#accounts", "/customer add Hartwell Hospital"),
    Scene(14, "09:05", "lena", "#accounts", "/customer add Pinecrest Water"),
    Scene(14, "09:07", "lena", "#accounts", "/customer add Blue Harbor"),
    Scene(14, "09:08", "lena", "#accounts", "/customer add Larch Mill"),
    Scene(14, "09:09", "lena", "#accounts", "/customer add Oakline Furniture"),
    Scene(14, "09:11", "lena", "#accounts", "/customer add Redfern Bakery"),
    Scene(14, "09:30", "mia", "#acme-shared", "/customer link Acme Bottling"),
    Scene(14, "09:35", "joe", "#globex", "/customer link Globex Dairy"),
)

# P-1 to P-18 in the order of their days
_PROMISES = (
    Scene(
        13,
        "10:04",
        "mia",
        "#accounts",
        "/promise Acme Bottling: replacement pump for line 2 by {-8} 5pm @sam",
    ),
    Scene(12, "10:20", "joe", "#globex", "/promise Globex Dairy: drawing of the new flange by {-6}"),
    Scene(11, "09:30", "ines", "#accounts", "/promise Hartwell Hospital: corrected invoice by {-7} noon"),
    Scene(10, "11:15", "priya", "#support", "/promise Blue Harbor: seal kit fitted by {-6} 4pm"),
    Scene(9, "10:15", "sam", "#support", "/promise Larch Mill: site visit by {-4} @tom"),
    Scene(8, "11:22", "mia", "#accounts", "/promise Acme Bottling: news on the stock by {-8} 6pm"),
    Scene(
        7, "13:40", "tom", "#support", "/promise Oakline Furniture: motor back from the bench by {-2} noon"
    ),
    Scene(6, "09:10", "joe", "#accounts", "/promise Globex Dairy: quote for the cold store by {0} 5pm"),
    Scene(
        5, "09:45", "ines", "#accounts", "/promise Hartwell Hospital: credit note for the second bill by {+2}"
    ),
    Scene(5, "14:05", "mia", "#accounts", "/promise Pinecrest Water: draft of the service contract by {+4}"),
    Scene(4, "10:30", "sam", "#support", "/promise Acme Bottling: data sheet for the P60 by {-3} noon"),
    Scene(3, "12:10", "priya", "#support", "/promise Blue Harbor: check of the second pump by {+1} 3pm"),
    Scene(
        3, "15:20", "lena", "#accounts", "/promise Redfern Bakery: call with the plant engineer by {+3} 10am"
    ),
    Scene(2, "09:55", "tom", "#support", "/promise Larch Mill: bearing set shipped by {+2}"),
    Scene(1, "10:40", "mia", "#accounts", "/promise Acme Bottling: fitter on site by {+3} 9am @sam"),
    Scene(1, "11:05", "mia", "#accounts", "/promise Redfern Bakery: price list for next year ASAP"),
    Scene(1, "11:10", "mia", "#accounts", "/promise Oakline Furniture: answer about the noise by {-1} 4pm"),
    Scene(1, "11:12", "mia", "#acme-shared", "/promise second spare motor by {+5} @sam aim {+4}"),
)

_AFTERWARDS = (
    Scene(9, "15:20", "sam", "#support", "/promise kept P-1 tracking number 1Z 884 771 20"),
    Scene(8, "16:30", "mia", "#accounts", "/promise kept P-6 told Dana on the phone"),
    Scene(6, "15:30", "priya", "#support", "/promise kept P-4 fitter's report is in the ticket"),
    Scene(6, "11:45", "joe", "#globex", "/promise kept P-2 drawing sent, customer said so"),
    Scene(4, "16:10", "tom", "#support", "/promise kept P-5 visit report filed"),
    Scene(4, "11:05", "ines", "#accounts", "/promise late P-3 credit note CN-2041"),
    Scene(2, "14:00", "sam", "#support", "/promise not kept P-11 sent the sheet of the P40 by mistake"),
    Scene(1, "11:30", "priya", "#support", "/promise risk P-12"),
    Scene(1, "16:15", "tom", "#support", "/promise move P-14 to {+5}"),
)

# M-1 to M-3 in the order of their days; M-2 opens by itself when P-11 is closed as not kept.
_MISTAKES = (
    Scene(
        8, "09:40", "ines", "#accounts", "/mistake Hartwell Hospital: September's bill went out twice @ines"
    ),
    Scene(8, "10:15", "ines", "#accounts", "/mistake told M-1"),
    Scene(8, "10:16", "ines", "#accounts", "/mistake sorry M-1"),
    Scene(5, "10:20", "ines", "#accounts", "/mistake right M-1 credit note CN-2038"),
    Scene(1, "14:20", "tom", "#support", "/mistake Oakline Furniture: the motor left with the wrong plug"),
    Scene(1, "15:05", "tom", "#support", "/mistake told M-3"),
)

_TALKS = (
    Scene(13, "11:10", "mia", "#accounts", "/contact Acme Bottling: called Dana, worried about line 2"),
    Scene(
        11,
        "14:00",
        "joe",
        "#globex",
        "/contact Globex Dairy: visited the plant, glad with the flange; next the cold store quote in 2 weeks",
    ),
    Scene(9, "16:05", "priya", "#support", "/contact Blue Harbor: called Ada, all fine"),
    Scene(7, "12:30", "lena", "#accounts", "/contact Redfern Bakery: mailed the plant engineer, fine"),
    Scene(6, "10:10", "mia", "#accounts", "/contact Pinecrest Water: tried to call, no answer"),
    Scene(4, "09:20", "mia", "#accounts", "/contact Pinecrest Water: called again, no answer"),
    Scene(2, "16:40", "sam", "#support", "/contact Acme Bottling: called Dana, unhappy about the data sheet"),
)

_WAITING = (
    Scene(1, "16:20", "priya", "#support", "/waiting Blue Harbor: call Ada back about the second pump"),
    Scene(1, "16:45", "mia", "#accounts", "/waiting Acme Bottling: tell Dana which gasket fits"),
)

_KNOWN = (
    Scene(12, "15:00", "lena", "#accounts", "/customer tag Acme Bottling pumps, north"),
    Scene(12, "15:01", "lena", "#accounts", "/customer tag Globex Dairy pumps, cold store"),
    Scene(12, "15:10", "lena", "#accounts", "/customer handover Acme Bottling to @mia with everything open"),
    Scene(12, "15:11", "lena", "#accounts", "/customer handover Globex Dairy to @joe with everything open"),
    Scene(
        3,
        "15:50",
        "priya",
        "#support",
        '/customer praise Blue Harbor: "the fitter was in and out in an hour"',
    ),
)

SCRIPT: tuple[Scene, ...] = (
    *_CUSTOMERS,
    *_PROMISES,
    *_AFTERWARDS,
    *_MISTAKES,
    *_TALKS,
    *_WAITING,
    *_KNOWN,
)
