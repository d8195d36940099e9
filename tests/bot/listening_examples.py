"""What people write in team channels: sentences that are a promise, a mistake or a contact, and many that are none."""

PROMISES = """
I'll mail Acme our new price list by Friday
I will send you the drawings this afternoon
We'll ship the replacement pump to Globex on Monday
Will send the signed contract to Initech today
Ok, will forward the certificate to them
Sure, I'll email her the price list right away
I'm going to send Dana the new terms tomorrow
We are going to deliver all twelve pallets by Thursday noon
I shall mail you the originals next week
I'll get the invoice over to Hooli before lunch
I'll get you a revised offer by EOD
I'll get back to you with an answer tomorrow
We will get back to them on the discount
I'll come back to Lena with numbers this week
I'll circle back with Acme on Tuesday
I'll let you know as soon as the truck has left
We'll let the customer know when the parts arrive
I will keep them posted
We'll keep you updated on the repair
I'll keep Dana in the loop
I'll give Globex a call first thing tomorrow
I'll give you an update by 3pm
I'll give them a full refund
We'll refund the shipping costs
I'll refund their deposit today
I will credit them for the two broken valves
We'll replace the controller free of charge for Acme
I'll call Dana back after the meeting
I'll ring the plant manager this afternoon
I'll ping Soylent about the licence tomorrow
I will tell them the new date today
We'll inform all customers before the change
I'll ask Ravi to call you back
I'll talk to their accountant on Monday
I will speak with Ms. Ortega about the renewal
I'll check with the warehouse and let you know
Let me check with logistics and get back to you today
I'll look into the billing issue for Initech
I'll take care of the return label
We'll take care of the customs paperwork
I'll sort out the missing invoice
I'll follow up with Acme on the open points
I'll make sure they get the manual
We will make sure that the driver calls ahead
I'll have the report ready for you by Wednesday
I'll have it on your desk by nine
We'll have the prototype ready by end of month
I'll have Tom call you
I will have the samples sent to Globex tomorrow
I'll prepare the agenda for Thursday's meeting
I'll draft the proposal for Hooli tonight
I'll finish the drawings by Tuesday
We'll fix the login problem for Umbrella by tomorrow
I'll fix the invoice and resend it
I'll update the contract with the new address
I'll correct the delivery note
I will review your draft this evening
I'll put together a quote for three units
I'll set up a call with their engineers for next week
I'll book the fitter for Friday at Stark's site
I'll arrange a courier for tomorrow morning
I'm sending the contract over this afternoon
I'm calling Acme tomorrow at 10
We're shipping the spare seals on Thursday
I'll be sending the invoices out on the first
We will be delivering the new unit on Monday
We'll be on site at Globex on the 3rd to fit the new seals
Promised Acme a new pump by Friday
I promised Dana we would look at the noise
We promised them free shipping on the next order
I've promised Globex an answer by tomorrow
I promise to send the figures today
We guarantee delivery before Christmas
I gave Dana my word that it ships Friday
Told Acme we'd have the part there by Tuesday
I told Lena that I'd send the manual today
Telling Hooli we'll hand over the drawings by 4 May
We agreed to extend their warranty by a year
Agreed with Globex that we'd cover the freight
Said we'd knock the freight off Globex's bill
I assured them that they'll get the refund this week
You'll have the signed copy by noon
You'll hear from me tomorrow
You will have our answer on Monday, I'll see to it
Globex: will send Dana the test results before lunch
Noted, will reply to the customer before lunch
On it, will call them back today
Just spoke to Dana, I'll send her the datasheet now
If you have any questions, call me; I'll bring the contract tomorrow
Yes, we'll bring two spare filters for them
I'll drop the samples off at their office on Monday
I will cc you on the mail to Acme
I'll copy you in when I write to them
I'll pass it on to Dana today
I'll hand the keys to the fitter tomorrow
I'll submit the warranty claim for Globex today
I'll share the slides with the customer after the call
We'll publish the patch for Hooli tonight
I'll deploy the fix for Umbrella before 5
We'll waive the late fee for them
I'll reply to their complaint today
I'll answer Dana's questions this afternoon
I'll write to the supplier today
I'll write up the minutes and send them round
I'll try to get you the price by tonight
I will try and send them the report before the weekend
We'll do our best to deliver it by Friday
I'll be sure to tell Dana
I'll go ahead and order the valves for Acme
Thanks Sam, I'll take the Hooli case and write to Dana tonight
As soon as the parts arrive, I'll ship them to Globex
When I'm back in the office I'll send you the scan
Sorry for the wait, we'll send the technician tomorrow
Hi Dana, we will exchange the faulty display next week
we'll invoice them at the end of the month
I'll pay the supplier's invoice on Monday
I'll confirm the delivery date with Acme tomorrow
We will install the second unit at Globex on 3 March
We'll swap the motor on Wednesday morning
I'll bring the spare key to the customer
I'll add the discount to their next invoice
I will include the test report in the parcel
I'll include you on the invitation to Hooli
I'll cancel their old contract by the end of the week
I'll reserve two pumps for Initech
I'll translate the manual for them by Monday
I'll test the valve with their fluid by Thursday
We'll print new labels for Acme tomorrow
I'll escalate this to the manufacturer today
I'll chase the missing parcel
I'll raise it with the plant in the morning
We'll reimburse your travel costs
I'll get the broken handle replaced
I'll get it done by tonight
I'll see to it that the invoice is corrected
I'll put you in touch with our fitter
I'll put the replacement in the post today
I'll introduce you to Dana next week
We'll visit Globex on Tuesday with the new samples
I'll show them the demo on Friday
We're going to replace both units for Soylent
Gonna mail Acme the offer tonight
I will personally deliver the spare part to Dana
Sure, I'll have the drawings over to Dana on Wednesday
Confirmed with Dana: we'll collect the old unit on Monday
We commit to a reply within two hours for Acme
I'll find out what happened and let Acme know
I'll ask accounting and tell you tomorrow
We'll cover the cost of the second visit
I'll be in touch with Dana next week
Ok I'll phone them at 3
Let Acme know we'll have a technician there by noon
I'll send the PO number once finance has it
We'll upgrade Initech to the new version on Sunday
I'll resend the link to Lena
I'll post the recording for the customer tomorrow
I will forward the comments as soon as I get them from legal
I'll get a copy to you by close of business
We will forward our mark-up to you later today
I will have my assistant set up a meeting with your group
I'll leave a copy of the report on your chair
I will be in contact with you once the papers are signed
I'll be glad to send you a copy of the presentation
Rob and I will review the draft and get back to you
Jane, I will call you tomorrow morning to go over the numbers
I am going to ask our accountant to send you the breakdown
I'll have someone from support contact you
Thanks, I'll add it to the agenda for Monday
Thanks for the report, I'll fix this in the next release
good catch, I'll fix the docs tonight
I'll open an issue for it and ping you
I'll file a bug for this today
ok i'll send you a dm with the details
I'll write up an answer for you after lunch
we'll release a new version with the fix tomorrow
I'll put it on the calendar and send out an invite
I will make the changes you asked for and resend the document
I'll pass this along to Mark
I will provide you with an update as we get closer to the date
We'll let them know our decision on Wednesday
Will get back to you shortly
Will let you know what they say
Will call you when I land
Shall send the revised version tonight
I'll also copy Jim on the final version
I will take this up with the lawyers on Monday
I'll arrange for the files to be shipped to your office
I will see that you get a copy
I'll do what I can to get you the numbers before noon
I'll touch base with Karen and let you know
I'll drop you a line when it is finished
I'll shoot you an email tonight
I'll shoot over the contract tomorrow
I'll fill you in after the meeting
I'll walk you through the new portal on Thursday
I'll swing by their site on Monday to take the measurements
I'll loop you in when I hear from them
I'll get on the phone with Globex today
I'll reach out to their purchasing people tomorrow
I'll hand over the documentation to the customer on Friday
I'll honor the old price for Acme
We'll match the competitor's price for Hooli
We'll hold the price for them until March
We'll take the units back at no cost
we will knock ten percent off their next bill
We'll throw in a free seal kit for Acme
We'll absorb the freight cost
We'll be replacing your meter next Tuesday
We'll make it right for them
It'll be with you by Friday, I'm posting it today
Dana gets her refund this week, I'll see to that
I've committed us to a Friday delivery for Globex
Confirmed to Initech that we will be there at 8
I will fax the signature page to your attention this afternoon
I'll have Susan overnight the originals to you
I will follow up with Greg regarding the outstanding invoices
I'll advise as soon as I hear anything
I will distribute the final list once it is approved
I'll work on getting the confirms out today
We will include your comments in the next draft
I will make the corrections and circulate a new version
I will be calling each of you to discuss your budget
I'll respond to your other points separately
I'll get with Mary and set up a time
We'll set up a conference call for Thursday afternoon
I will prepare a summary for the committee
I'll attach the spreadsheet to my next mail
I plan to call you tomorrow, and I will bring the contract
I'll ask legal to take a look at it and get back with you
I am sending the documents to you by courier tomorrow
I'll copy everyone on the response
I'll check on the status and let everyone know
We will keep you apprised of the progress
I'll update the spreadsheet and send it back to you by noon
I'll discuss it with the team and report back
thanks for flagging, I'll push a fix tonight
thanks! I'll update the readme
I'll review your PR this evening
I'll take care of it
ok, I'll file an issue
I'll ping you when it's deployed
sure, I'll post the snippet in a minute
I'll send a pull request later today
I'll look into it tonight and report back
On it, back to Acme with a price by noon
Will do, they have it before Friday
Leave it with me, the parts are with them by Tuesday
You have my word, the crane is there on Monday
I send them the price list tomorrow
We deliver the gaskets to Dana on Thursday
Let me get that to them tomorrow
I'm at the warehouse and will send Dana the photos
You will have the drawings by 4pm
I will revert to the buyer with a price
I'll discuss it with our lawyer and revert
I assured Globex their line will be running tonight
I'll get somebody out to Acme today
We should have it on Monday, I'll confirm to Globex tomorrow
I'll ask billing to refund them
I'll be glad to overnight it to you
They asked for the certificate, I'll mail it to them today
Give me till noon and I'll have an answer for them
"""

MISTAKES = """
We sent Acme the wrong pump
I sent Dana the old price list by mistake
Sent them the wrong drawing, sorry
We shipped the wrong cartons to Globex
I quoted Hooli last year's prices by mistake
I gave the customer the wrong date
We delivered two units too few
I attached the wrong file to the mail for Acme
We invoiced Hooli twice for one valve
Looks like we charged them twice for the same order
We charged Initech too much for the freight
I told Lena the part was in stock and it wasn't
I promised Dana the blue model but it isn't made any more
We overcharged Globex by 200 euros
I mislabelled the boxes for Soylent
I misquoted them on the valves
We mixed up the orders of Acme and Globex
I messed up the delivery date for Hooli
We screwed up their installation
We botched the handover to Stark
I dropped the ball on the Globex renewal
We let Dana down yesterday
I forgot to mail Acme the contract
I forgot to call Lena back
Forgot to invoice Initech last month
Completely forgot to tell the customer about the delay
I totally forgot the meeting with Dana
I forgot about their order
We forgot to attach the certificate
I neglected to inform Globex about the closure
We failed to deliver on Thursday as agreed
We failed to notify the client about the outage
I overlooked Dana's mail for three days
We overlooked a line in their order
We missed the deadline for Hooli's offer
I missed my appointment with Dana on Monday
We missed the delivery window at Globex
I lost the signed contract of Acme
We lost their parcel somewhere in the warehouse
We misplaced the keys of the customer
I accidentally deleted Acme's order
I accidentally sent Globex's figures to Hooli
We mistakenly cancelled their subscription
I inadvertently shared the internal price list with the client
I wrongly told them that support was included
I made a mistake in the quote for Stark
We made an error on your last invoice
I've made a mistake with their address
That was my mistake, I'll tell Dana
It's our fault that the parts came late
This was entirely our mistake and we'll pay for it
The pump leaked because we fitted the wrong seal, our fault
Nobody told Acme about the new date, that's on me
Their invoice went out late, that's on us
Sorry for the mix-up with your order
We apologise for the wrong delivery
Apologies for the double booking on Tuesday
Our apologies for the error in the contract
Sorry about the mistake in the invoice
So sorry that we haven't got back to you about the leak
Sorry I didn't call you back yesterday
I should have told Dana earlier
We should have sent the spare part last week
We should have informed the customer before the change
The wrong attachment went out to Cyberdyne
The wrong model was delivered to Globex
Wrong invoice sent to Acme this morning, fixing it
Acme's parcel went to the wrong address
The invoice for Hooli went out twice
The order was late because we forgot to confirm it
Their valve broke because I didn't tighten it
I thought I had sent the offer to Dana, but apparently not
We thought we'd shipped it on Friday but we hadn't
We never replied to Globex's complaint
I never sent them the quote
I left the discount out of their offer
We left the customer hanging for a week
I got the delivery date wrong for Acme
I misread their order, they wanted ten
I misunderstood Dana's request and ordered the wrong size
We double-booked the fitter on Monday
I entered the wrong account number for Initech
I used the wrong template for Hooli's contract
We printed the wrong logo on their boxes
I scheduled the visit for the wrong week
We installed the wrong firmware at Stark's site
We kept Dana waiting for two hours
We seem to have lost your last payment
I must have sent you the wrong link
I realized that we forgot to order the seals for Acme
We broke their door while moving the machine
We scratched the casing at Globex
I undercharged them for the service
We did not ship it in time and that's entirely on us
I booked the technician for the wrong day
Shipped the order to their old address by mistake
Double billed Acme for the service call
I put the wrong price on the quote
We wired the money to the wrong supplier
I gave Dana misleading information about the warranty
We packed the wrong gaskets for Initech
I paid the invoice twice
We ran out of seals and I forgot to warn the customer
I inadvertently left you off the distribution list
I apologize for the incorrect numbers in my last email
Please disregard my previous message, I attached the wrong spreadsheet
My apologies, I sent you the wrong version
I should have copied you on this
We dropped the ball on this one
I apologize for not getting back to you sooner
Sorry for not calling you back yesterday
I'm sorry I forgot to include the attachment
Oops, forgot the attachment for Dana
We failed to include the freight in the quote
I gave you the wrong phone number
I had the wrong date on the invoice
It looks like we never invoiced them
Turns out we shipped them the 220V version instead of the 110V one
Our driver damaged the customer's gate
We completely missed Dana's birthday order
Their order slipped through the cracks, sorry about that
I spaced on the meeting with Globex
We were two hours late to the installation at Stark
We didn't show up at Initech's site on Tuesday
We delivered damaged goods to Hooli
The quote I sent Acme has the wrong total
The invoice we sent to Dana is wrong
our invoice to Globex had an error in it
There was a mistake in the contract I sent to Lena
We took down their production server by accident
I broke the login for all Umbrella users
We leaked Globex's data to Hooli
I emailed everybody in cc instead of bcc
I sent this to the wrong address the first time
I neglected to attach the file
I inadvertently omitted your name from the list
I made an error in the volumes I sent you yesterday
We entered the deal with the wrong counterparty
I put the wrong month on the report
The numbers I gave you yesterday were wrong
I incorrectly stated that the meeting was on Tuesday
Sorry, I gave you the wrong extension
sorry, I broke the site for everybody with that deploy
my mistake, I told you the wrong version
My bad, wrong invoice to the customer
We quoted them the old price
I told the customer it was tested, it isn't
I promised her a call on Friday and forgot
I never got back to the client about the leak
Oops, sent the customer the wrong price list
I sent them last year's contract, sorry
We were two days late with their delivery
It slipped my mind to send them the certificate
We owe the client an apology
I confused the two orders
I was supposed to call the buyer on Monday and didn't
I let the customer wait for a week
Nobody of us checked the label on the pallet, our fault
It was an oversight on our part
I realize that I neglected to send you the schedule
I'm sorry, I attached the wrong drawing to my last mail
"""

CONTACTS = """
Spoke with Dana this morning
I spoke to Lena at Globex, she wants ten more
Just talked to Acme, they are happy with the pump
We talked with Hooli about the renewal
I chatted with Ravi from Initech today
Met with Stark's CTO yesterday
I met Dana at the fair
We met the buyer of Globex on Tuesday
Had a call with Acme, all good
We had a good meeting with Hooli on Monday
Had lunch with Dana
I had a quick chat with their plant manager
Called Dana, she will sign tomorrow
I called Globex about the late invoice
I just called Mr. Costa back
I phoned Soylent this morning
Rang Lena, no news
I emailed Hooli about the spare valves
Emailed Dana the new terms
I wrote to Acme yesterday
We contacted Umbrella about the recall
Visited Globex today, the new line is running
We visited the customer in Tartu last week
I texted Dana the tracking number
I messaged Ravi at Initech
Reached Lena at last, she agrees
I finally reached Mr. Tamm
Got hold of Dana
I left a message for Ms. Ortega
Left Dana a voicemail
Got a call from Acme this morning
I got an email from Hooli, they want a discount
We received a complaint from Globex
I received a letter from Stark's lawyer
Just had a call from Dana
Heard back from Initech, they accept
I heard from Lena today
Dana called, she wants to move the visit
Mr. Costa rang about the invoice
Lena from Globex called this morning
Ravi (Initech) emailed about the renewal
Dana wrote back, the terms are fine
Acme called to complain about the noise
Hooli replied to our offer
Dana stopped by to collect the samples
Hey Sam, Dana just called about the contract
Globex got back to us, they want two units
Per my call with Dana, we change the address
As per my conversation with Acme, the visit moves to May
Following our meeting with Globex, here are the open points
After my call with Lena I changed the order
Good call with Acme today
Quick call with Dana: she is happy
Sat down with Dana and went through the list
Caught up with Ravi over lunch
I checked in with Acme and they are fine
Touched base with Hooli
I followed up with Globex on the open invoice
I have spoken to Dana about the delay
We've met with Stark twice this month
I've just been on the phone with Dana
I was on the phone with Acme for an hour
Sam and I met with Globex yesterday
I called and spoke to Dana at length
I had Lena on the phone
Got off the phone with Dana, all sorted
I replied to Dana this morning
I saw Dana at the trade fair today
Took Dana to lunch
We were at Globex yesterday for the audit
I reached out to Initech about the pilot
Update: spoke with Acme, delivery on Friday is fine
Ok, talked to Dana, we are good
Came back from a visit with Hooli
Dana and Lena visited us today
Spoke briefly with John last night
I just got off the phone with Karen at Globex
I had a voice mail from Steve this morning
John Smith from Stark called me yesterday
I got a note from Lisa saying that the deal is off
I talked to Bob about this and he is fine with it
Met w/ Karen this morning
Had dinner with the Hooli folks last night
I finally got in touch with Ms. Ortega
I have contacted Bill Jones at Initech
In my conversation with Dana today she asked for a discount
I visited with Mike yesterday about the schedule
Dana from Acme dropped in
Karen emailed me back with the numbers
Received an email from Globex today
Talked to Acme. They want ten more.
Pinged Ravi at Initech, waiting for an answer
Ravi pinged me about the invoice
Zoomed with the Globex team this morning
Demoed the new pump to Hooli today
Presented the roadmap to Stark's board on Monday
Ran into Dana at the airport
Exchanged emails with Lena about the terms
Dana and I spoke about the renewal
I've been talking to Dana about the new line
Acme's buyer called
Their CFO emailed us
I had a conversation with Jim Kask this morning about the deal
Kim and I met with the folks from Globex on Tuesday
I left a voice mail for Paul Lepik
I received a call from Steve Ruus at the commission
Stan called me this morning
I've exchanged voice mails with Bob
Just talked to Jeff and he agrees
We spoke to Initech about the pipeline
Mike Saar emailed me last night
I called Acme and they confirmed the volume
Just off the phone with Dana, she wants two more
Hung up with Acme's buyer a minute ago
Got an angry call from Globex
Meeting with Acme went well
Exchanged a few mails with Dana about the terms
Did a site visit at Globex on Monday
Following up on my call with Acme they want the long one
After talking to Globex, the date is fine
Caught Dana from Acme on the phone
Took Dana from Acme out for lunch
Made a courtesy call to Globex
I spoke with the commissioner yesterday
"""

NONE = """
Do I write to Lena, or does Sam?
Will you mail Acme the quote?
Can you send them the invoice by Friday?
Shall we offer them a discount?
Did anybody call Globex back?
Have we sent the contract to Hooli?
Who spoke with Dana?
Did we bill Acme twice?
Was that our mistake?
Is it our fault?
Are we going to deliver on Friday?
I might send them a quote tomorrow
Maybe I'll call Dana tomorrow
I'll probably send it next week
Perhaps we'll visit Globex in May
I think I'll email them tomorrow
I guess we'll ship it on Monday
I hope we'll deliver by Friday
Hopefully I'll have the report by tomorrow
We could send them a sample
I would call Dana first
I should call Acme tomorrow
We should send them flowers
I can send them the list by tomorrow if you want
I'd love to help Globex but we have no time
No promises, but I'll see what I can do
If they sign today we'll ship on Friday
I'll send it if Dana agrees
We'll replace the pump if it is under warranty
Unless they pay, we'll stop the delivery
If you want, I'll call them
I'll call Dana unless you already did
Let me know and I'll send it over
Just say the word and I'll book it
Once you sign, we'll ship it
When they pay we'll send the goods
I won't send them anything before they pay
We will not deliver on Friday
I'll never ship to them again
We won't be able to send it tomorrow
I will not call them today
I didn't promise them anything
We never promised Dana a discount
I haven't spoken to Dana yet
We have not heard from Globex
I didn't call Acme
I couldn't reach Lena
No call from Dana yet
I never met Dana
I haven't forgotten your order
We didn't make a mistake
That's not our fault
It wasn't my mistake
We did nothing wrong
Lena said she'll return the contract next week
They promised to pay by Friday
Globex will send us the drawings tomorrow
Sam will call Dana tomorrow
Acme told me they'll sign this week
Dana promised me an answer
She says we'll get the part tomorrow
The supplier promised us delivery by Monday
Lena thinks we'll ship on Friday
He said I'll get it next week
They asked if we'll deliver on Saturday
You promised to call them
The customer forgot to pay
Globex sent us the wrong drawing
The supplier shipped the wrong parts to us
Dana missed the meeting
They messed up their own order
I think Hooli forgot their own deposit
The courier lost the parcel
Dana talked to Lena
Sam spoke with Acme yesterday
I'll try that
I'll give it a try
I'll have a look
I'll check it out
I'll take a look at it later
I'll think about it
I'll see what happens
I'll read the docs first
I'll use the other library
I'll go with the second option
I'll try again tomorrow
I'll look it up
I'll play with it tonight
I'll figure it out
I'll google it
I'll stick with that
I'll add a test for that function
I'll refactor the class later
I'll write a macro for that
I'll return a list of strings
I'll push the commit to my branch
I'll rebase tomorrow
I'll be out on Friday
I'll be back at two
I will be on holiday until Monday
I'll be late today
We'll be in the office tomorrow
I'm leaving at five today
I'll be there in ten minutes
I'll take Friday off
I'll work from home tomorrow
I'm going to lunch
Going to grab a coffee
I'll have the soup
I'll be frank, I do not like their website
I'll admit it is slow
I'll bet they sign
I'll eat my hat
I'll miss Dana
I'll have to think about it
I'll need the numbers by Friday
I'll have to ask
We'll see
We'll burn that bridge later
We'll be fine
We'll need a bigger truck
We will have a new office next year
We'll get there
I will definitely come to the party
I'll see you tomorrow
Speak later
I'll talk to you later
I'll let you go now
I'll tell you why that is wrong
I'll call it a day
I'll give you that
I'll grab it
I'll join the call
I'll wait for them
I'll watch the game tonight
will look
on it
thanks, will try
sorry
sorry I was stuck in traffic
Sorry for the delay
My bad
oops
sorry to hear that
Sorry, I missed the train
Sorry for the noise
Sorry, wrong channel
Sorry, I don't understand
I apologise for my English
I forgot my badge
I forgot my password again
I forgot how this works
I forgot which switch it was
I misread the docs
I made a typo
I lost my keys
I lost track of time
I broke the build
I was wrong about the syntax
I accidentally closed the tab
I accidentally deleted my branch
I accidentally hit enter
I messed up my config
I missed the joke
That's my favourite customer
wrong number
Something is wrong with the printer
The price on their site is wrong
There is an error in the log
The function throws an error when I call it
please check that nobody ships the wrong seals to Hooli
Don't forget to call Dana
Please don't send them the old list
Remember to invoice Acme
Please call Dana
Call Dana back by 3pm
Get Dana the drawings by noon
We need to send them a quote by Friday
I need to call Dana
I have to talk to Globex
I want to meet with Dana next week
We are planning to visit Globex in June
We plan to ship in May
I would have called Dana
We should talk to Dana
Let's call them
Let's meet with Acme on Monday
I will have spoken to nobody by then
The meeting with Globex is on Tuesday
Meeting with Dana at 3
Call with Acme tomorrow at 10
Have you heard from Lena?
is the Hooli invoice out?
Dana is called Dana Reyes
The new pump is called Zephyr
I called the function twice
I called foo.bar() and got null
We talked about the new process
I talked to my wife
I met a friend for lunch
I heard that they are moving
I got a mail
I got an error from the API
I got a message from the compiler
I wrote a test
I wrote to the file
I reached level ten
I spoke too soon
they talked to us
Somebody called
The bank called again?
`we_will_send(globex)` raises a TypeError
> I'll send the quote to Acme tomorrow
She wrote "I'll send you the contract tomorrow" and never did
“We sent Acme the wrong pump last week” is what he said
https://example.com/i-will-send-you-the-quote
Always do what you promised
A promise is a promise
That looks promising
I usually send them a card
I always call Dana on Mondays
Sometimes we'll ship it on the same day
Every time I call Dana she is out
What I'll do is ask around
How we'll deliver is another question
I wonder whether we'll ship on time
I don't know when I'll get to it
Not sure I'll make it
The thing that I'll miss is the coffee
It will arrive on Friday
The driver will call you
This will fix the problem
That will send them a mail each time
You'll get an error
You'll need a new password
They'll have to pay
He'll call you tomorrow
Somebody will call them
The server will return a list
The script will send the report by mail
We'll be sending fewer people next year if this goes on
In theory we'll ship in March
I'd be happy to send it
Happy to help
We would be glad to visit you
I wish I had called Dana
I was about to call Dana
I almost sent the wrong file to Acme
We nearly shipped the wrong pump
Good thing we didn't send the wrong invoice
I'm afraid we'll lose them
who remembers how we sent out the wrong calendars one year?
What if we sent the wrong one?
You sent me the wrong file
The wrong part was sent to us
They sent us the wrong invoice
I'll probably just use a map for that
I'll need to send you my address at some point
Will that send the mail twice?
it will send you an email when the build fails
then I'll send the request to the server
I'll send the params as JSON
so I'll pass the function as an argument
we'll pass the state down to the children
I'll call the api and see what it returns
first I'll update the state and then render
in that case I'll write my own parser
I'll try sending it as a string
I'll update to the latest version and see
I'll upgrade tomorrow and see if that fixes it
I'll install it again tonight
I will test it on my machine
I will check the logs
I'll check again tomorrow
I'll look at it tomorrow
I'll read it on the train
I'll ask in the other channel
I'll ask on stack overflow
I'll move to the other thread
I'll share my screen
I'll post here if I find something
I'll leave it at that
I'll leave now
I'll get lunch first
I'll get there eventually
I'll get my coat
I'll get used to it
I'll give up
I'll keep that in mind
I'll keep trying
I'll keep an eye on it
I'll keep it short
I'll make it quick
I'll make some coffee
I'll pay for lunch
I'll bring my own laptop
I'll finish this first
I'll start with the easy one
I'll do that
will do that, thanks
I'll do it tomorrow
Will check, thanks!
Will fix
I will just say that it works
I'll say it again
I'll tell you what, that is fast
I'll tell my wife
I will remember that
I'll add that to my list
I'll note it down
I'll change my mind
I'll change it back
I'll create a new branch for that
I will be doing that from now on
We'll talk about it later
We'll discuss it tomorrow
We'll meet at noon
we'll find out soon enough
We'll have a meeting about it on Friday
We'll be having lunch at twelve
We'll be moving to the new office in June
We will discuss these items at the next staff meeting
We will continue to monitor the market
We will need the signed form from you by Friday
The team will send out invitations next week
HR will contact you with the details
Someone will call you back within 24 hours
You will receive a confirmation by mail
You will be contacted by our bank
Please call me and we'll talk
Please let me know when you will send the file
Please send it to me and I will sign it
Can you tell them that I'll be late?
Tell him I'll be late
Tell Dana I said hi
Told you so
I told you
I told him about the game
I told my manager that I'd be on leave
He agreed to send it
It was agreed that we would meet again
As promised, here is the report
as agreed we meet tomorrow
I got an email about the outage
Got it, thanks
I had a meeting this morning
I had a great weekend with the kids
I met my wife in college
I wrote to /tmp and it works
I called in sick
I called it twice
I called support and waited for an hour
I read about Google in the paper
I left a comment on the issue
I replied to the thread
I replied in the issue
I messaged you
the call with them is at 3
I'm on a call with Dana
I'm meeting with Dana at noon
I am on the phone with the bank
I mixed tabs and spaces
I messed up the indentation
I missed that part of the docs
I missed your message, sorry
I forgot to say thanks
I forgot to mention that it needs java 8
I forgot to add the import
I forgot to save
I forgot to push
I forgot about daylight saving
I lost the connection
I broke my arm
I sent it twice because the first one bounced?
I was wrong, it works
I put the wrong import
I used the wrong function
I used an old version of the library
I typed the wrong command
I had the wrong version installed
I think it's my fault, my machine is slow
it's not your fault
not sure if that was my fault
my mistake, it is called map
sorry for the long message
sorry for the spam
sorry for the mess on my desk
sorry for the late reply
sorry for asking again
Apologies if this is the wrong channel
apologies for the wall of text
sorry, forgot to mention that
sorry, I meant the other file
We will be glad to answer any question you may have
I will be attending the conference next week
I will be traveling to London on Monday
I'll be taking the rest of the day off
We will hold our weekly meeting on Tuesday at 10
The meeting will be held in room 12
I will be able to make it on Friday
I will have a look at the contract over the weekend
I'll go over the numbers again tonight
I will miss working with you
I'll let him decide
I'll let that sink in
I'll leave that to the experts
I'll have to check with my wife
I will have no time this week
I'll have more time next week
We will keep the current structure in place
We'll keep using the old one for now
we'll keep that in mind for the next release
I'll keep my fingers crossed for you
I'll give you three guesses
I'll give you the benefit of the doubt
I'll give the new version a spin tonight
I'll bring up the topic with nobody
I'll take the blame
I'll take two
I'll take a different approach then
I'll take your word for it
I'll put that on my todo list
I'll put it in a let binding
I'll add a check for nil
I'll wrap it in a try
I'll create a small repro
I'll write a blog post about it some time
I'll return a vector instead
We'll deliver the event to all subscribers
this will notify the user
so I'll notify all listeners of the change
I'll call reduce on it
it will call you back when the value is ready
I'll ask Google
I'll contact the maintainers if it keeps happening
I'll open a PR if nobody objects
I will buy you a beer
I'll buy you lunch
We will visit my parents at Christmas
I'll show up at eight
I'll meet you at the station at six
I'll drive you home
I'll pick you up at seven
I'll call you an idiot
I'll cook dinner tonight
I'll pray for you
I'll marry you
I'll give you a kiss
I'll wake you up at seven
I will love you forever
I told you I'd be late
I told them I would think about it
They told us we would get it on Friday
He promised we'd get it
We were told we'd get it on Monday
I was promised a refund
You said we'd get a discount
I'd say we'll get it by Friday
Do you think we'll get it by Friday?
The plan is that we'll ship in May
We agreed that it is too expensive
I agreed with John on this
I agree we should send them a quote
I've sent you the file
I sent the mail yesterday
I've just sent Dana the contract
I am sending you the file now
I'm working on it
I am preparing the slides
I'm calling to ask about my order
I was going to call you
I was going to send it but then the phone rang
I'm not going to send it
We are not going to deliver before May
I can send it tomorrow
We can offer you a discount
I could send you the file tomorrow
I would be happy to send it tomorrow
I'd send it tomorrow if I were you
I can't send it before Monday
I was able to fix it
sorry about that, I was away
sorry about that
Sorry for being late to the meeting
Sorry, my mistake
my fault
I stand corrected
I was mistaken
I got it wrong
I misunderstood you
I misunderstood your question
I read it wrong
I got the arguments in the wrong order
I had the arguments swapped
I forgot the closing bracket
I forgot a comma
I forgot to restart the server
I forgot to set the flag
I forgot to include the header file
I forgot that it is a holiday
I forgot who asked this
I totally forgot about that feature
We failed the audit in 2019
The test failed because I forgot a bracket
I deleted it by accident and restored it from the trash
I wrote it twice
I called the wrong function
I sent the wrong signal to the process
I posted in the wrong channel
I replied to the wrong thread
I clicked the wrong button
I missed the announcement
I missed the last release
I missed lunch
I lost my notes
I lost the thread
We lost the game
We lost the deal to a competitor
We missed you yesterday
We broke up
We were late for dinner
I left my bag at home
I left it as it was
I left out the details
I should have asked first
I should have known
We should have won
that's on my list
dinner is on me
the ball is on us
wrong place, wrong time
The wrong file is loaded when I start it
He sent the wrong file
the wrong version was installed on my laptop
Someone gave me the wrong number
The bank made a mistake
There is a mistake in the docs
There was an error in the script I wrote
the error was mine
I think we made a mistake in choosing Java
We made the mistake of using XML
I spoke at the conference in Oslo
I talked about this in my keynote
I met Rich at a conference years ago
I talked to a friend
I spoke with my boss about a raise
I called my mother
I called home
I got a call
I got a call from an unknown number
I received an offer
I got a reply
I heard about Acme
I heard from a friend that they moved
I heard from HR that the office is closed
I wrote a letter to the editor
I wrote to a file
Bob called it a hack
React called the effect twice
Rich Hickey wrote about this
Python called back into C
The server replied with a 404
Postgres answered within a millisecond
Google wrote a paper on that
Apple called this feature Spotlight
Microsoft responded with a patch
Slack just emailed everybody
as Dana wrote yesterday, the price is fine
Dana wrote the manual
After the meeting with my team I went home
in the meeting with Dana next week we decide
The call with Dana was cancelled
my call with Dana got moved
I have a call with Dana at two
I'd like to talk with Dana
I tried to reach Dana
no answer from Dana
I'll be at the dentist until noon
On it since Monday
Will do
Leave it with me
Consider it done
Every Monday we'll send them the figures
Apparently we'll get new phones by June
When we promised them the date we knew nothing of the strike
We call them on Fridays
How do we send them a quote tomorrow
Meeting the auditors at 3
We'll talk about the fair tomorrow
I'll order pizza for tonight
Lol I'll tell them tomorrow
She said, I'll send the order tomorrow
We shipped the new pump and will see about the old one
Acme says we sent the wrong part
Dana apologised for the mix-up
My mistake, it's in the other folder
My bad, typo
I'd have called Dana but I lost my voice
We reached our goal for the quarter
Mum phoned
"""


def examples(table: str) -> list[str]:
    """The sentences of a table, one a line."""
    return [line for line in table.splitlines() if line]
