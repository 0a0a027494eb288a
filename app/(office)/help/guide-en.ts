import type { Topic } from './topic'

/** The user's guide in English, page by page the same as the Estonian one. */
export const topics: readonly Topic[] = [
  {
    slug: 'directive',
    title: 'A directive from draft to registered',
    lead: 'How to draft a directive of doctoral allowances, and how it reaches the learner’s record.',
    page: { href: '/documents', text: 'Documents' },
    pieces: [
      { heading: 'Begin a new document' },
      {
        steps: [
          'Open **Documents**.',
          'Choose the type and the kind of the document and press **Add document**.',
          'Choose the structural unit. Fill in **Paid from**, **Paid to**, **Monthly amount** and **Funding source**: they go to everyone whom you add afterwards.',
          'Add the persons.',
          'Look over the basis, the signer and the drafter. Add extra info and a footer if you wish.',
          'Press **Save**.',
        ],
      },
      {
        text: 'Before the first saving nobody else sees the form. Everything typed is kept: you may leave the page and go on later from the desk.',
      },
      { heading: 'Issue and send' },
      {
        steps: [
          'Press **Issue directive**. If anything is missing, you are told what and in whose row.',
          'Look over the PDF, the persons, the warnings and the signer.',
          'Press **Send to DHIS**. The directive is issued when DHIS has answered with a number and a link.',
          'The signer confirms it in DHIS. Then it is registered.',
        ],
      },
      { heading: 'What registering does' },
      {
        list: [
          'The learner’s record gets the grant and a secondary state.',
          'The learner is sent a letter.',
          'The finance office is sent a notice. If the unit has no recipients set, the desk reminds you.',
        ],
      },
      { heading: 'Changing and cancelling' },
      {
        list: [
          '**Change directive** takes an issued directive back to draft; the number stays. The old version can’t be confirmed in DHIS any more.',
          'A draft taken back says how far it differs from what was sent to DHIS. **See the differences** and **versions** show each change; any two versions can be compared.',
          '**Cancel document** asks for a reason. A registered directive is cancelled by the study office, and all its effects are taken back.',
          'Only a draft that was never issued can be deleted.',
        ],
      },
      {
        text: 'If somebody has changed the document meanwhile, you are told so. What you typed is kept: look at the changes and save again. If you wrote into one field in two windows yourself, the field says what the other window holds, and you choose which stays.',
      },
    ],
    next: ['persons', 'warnings', 'sending'],
  },
  {
    slug: 'persons',
    title: 'Adding persons to a document',
    lead: 'Three ways: a search in the register, a list of personal codes, and a file.',
    page: { href: '/documents', text: 'Documents' },
    pieces: [
      { heading: 'From the register' },
      {
        steps: [
          'Open the draft and add persons.',
          'Search by name or code of the study place. Narrow it down by filters: unit, curriculum, level, load, funding, main state.',
          'Tick the persons, or all that were found, up to 5,000.',
          'Press **Add**.',
        ],
      },
      { heading: 'By personal codes' },
      {
        text: 'Paste personal codes, other codes or study place codes. A line end, a space or a comma may stand between them. A name beside a code is compared with the register; if it differs, you are asked.',
      },
      { heading: 'From a file' },
      {
        text: 'Choose an XLSX or CSV file. It is read by its headings; in a file without headings the only column of personal codes is read.',
      },
      { heading: 'If somebody could not be added' },
      {
        list: [
          'Those left out are listed with the reason. The rest are added.',
          'If a person has several fitting study places, you are asked which one to take.',
          'Case and accents make no difference: “oun” finds “Õun”.',
        ],
      },
    ],
    next: ['warnings', 'directive'],
  },
  {
    slug: 'warnings',
    title: 'Warnings at a person’s name',
    lead: 'What a warning means and what to do about it.',
    pieces: [
      {
        text: 'A warning does not forbid. Whoever registers the directive must know whether the learner may be given the grant. Warnings are reckoned anew whenever the days change.',
      },
      { heading: 'What can be done' },
      {
        list: [
          '**Shorten the period** or **Start later**: the paid days no longer meet the academic leave.',
          '**Split into two rows**: paid before and after the leave.',
          '**Keep with a reason**: the reason goes into the check-over, the annex of the PDF and the history.',
          '**Remove the person from the directive**: that row goes.',
          '**Remove the persons with a warning from the directive**: you are shown first who they are.',
        ],
      },
      { heading: 'A red warning' },
      {
        text: 'Red means that the person has already been given a doctoral allowance for the same period. Such a directive can’t be issued. Remove the person or change the days.',
      },
      { heading: 'If warnings change after the check' },
      {
        text: 'The check holds for exactly the warnings you saw. If one appears or goes, Olek asks you to issue the directive again before it is sent.',
      },
    ],
    next: ['directive', 'sending'],
  },
  {
    slug: 'sending',
    title: 'Sending to DHIS and confirming',
    lead: 'What happens after Send to DHIS, and what to do if the sending fails.',
    page: { href: '/deliveries', text: 'Deliveries' },
    pieces: [
      { heading: 'Sending' },
      {
        text: 'Exactly the PDF you looked over is sent. Until DHIS has answered, the document says that it is being sent. You may leave the page.',
      },
      {
        text: 'In the settings the study office can say how many minutes a document waits before it leaves. The document tells until when the sending can be stopped.',
      },
      { heading: 'Before sending' },
      {
        text: '**Check before sending** lists what may be wrong: the signer or the series is another unit’s, the basis is empty, an amount differs from last month’s more than twofold, a person has changed since being added. This is advice; it doesn’t keep you from sending.',
      },
      { heading: 'Several documents at once' },
      {
        steps: [
          'Tick the documents in the list (up to 200) and choose **Send to DHIS**, **Cancel the documents** or **Print** at the bottom.',
          'Look over what will happen to each and what can’t be done. For cancelling write the reason, the same for all.',
          'Press the button. The outcome stands in the table document by document and stays on that page.',
        ],
      },
      {
        text: 'Only documents that have been checked over can be sent. One that can’t be sent or cancelled doesn’t stop the others.',
      },
      { heading: 'If DHIS does not answer' },
      {
        list: [
          'Olek tries again by itself, with growing pauses. The desk tells when the next try comes.',
          '**Send again** tries at once.',
          '**Call off sending** makes the document a draft again. What hasn’t left is a draft at once; if DHIS has it already, it is cancelled there first.',
          '**Go on sending** is there when DHIS doesn’t accept the calling off: the sending goes on.',
        ],
      },
      { heading: 'If DHIS refuses' },
      {
        list: [
          'The reason stands at the document in DHIS’s own words. Olek does not try again by itself: mend the cause and send again.',
          '**Take the answer** is there when DHIS took the document but answered otherwise than it should have, for example with a number that another document bears. The document is issued as DHIS answered; write the reason.',
          '**Keep issued** is there when DHIS doesn’t let the document be taken back for changing: it stays issued.',
        ],
      },
      { heading: 'Confirming' },
      {
        list: [
          'Only the signer to whom the document was sent may confirm it.',
          'If the document is rejected in DHIS, it is cancelled. The signer’s comment is kept.',
          'If the wrong person confirms, or something has come in the way, nothing changes and the news waits for the study office.',
          '**Ask for confirmation again**: DHIS forgets the decision, and the right signer can confirm the same content; write the reason.',
        ],
      },
    ],
    next: ['deliveries', 'directive'],
  },
  {
    slug: 'changing',
    title: 'Changing and cancelling a registered directive',
    lead: 'How to take back what has been confirmed.',
    pieces: [
      {
        text: 'A registered directive cannot be edited. Another directive changes it, or the study office cancels it.',
      },
      { heading: 'By a directive, for all or some persons' },
      {
        list: [
          'Open the directive and choose **Change or cancel by a directive** in its menu.',
          'Choose the kind and the persons. When nobody is chosen, all go onto the new directive.',
          'Where it changes, the rows hold the base directive’s data: type the new ones over them, the old value stays in sight below. Where it cancels, write the reason: the persons are told it too.',
          'The check-over page shows what will become of whom, and which letter or message goes to whom. It is confirmed in DHIS like any directive.',
        ],
      },
      { heading: 'As a whole' },
      {
        text: 'The study office chooses **Cancel …** in the menu. Before the button is pressed the page shows each person’s data now and after, what stands in the way, and which letters and EHIS messages will go to whom or be taken back.',
      },
      { text: 'Where a later directive builds on it the page names it: that one has to be cancelled first.' },
    ],
    next: ['directive', 'warnings'],
  },
  {
    slug: 'proposal',
    title: 'Proposal and vice-rector’s directive',
    lead: 'How a unit proposes an exmatriculation or a change of study place, and the study office makes the directive from it.',
    page: { href: '/documents', text: 'Documents' },
    pieces: [
      {
        steps: [
          'Choose the type **vice-dean’s proposal** and the kind, and press **Add document**.',
          'Fill in the form, issue the proposal and send it to DHIS like a directive. The vice-dean confirms it.',
          'A registered proposal appears on the study office’s desk. The study office presses **Make directive** there and chooses the signer.',
          'The directive is a draft with the proposal’s persons. It can be changed before it is issued.',
        ],
      },
      {
        text: 'A proposal changes nobody’s data. One live directive at a time comes of a proposal; when it is deleted or cancelled a new one can be made.',
      },
      { text: 'The chancellery cancels a registered proposal from which no live directive was made.' },
    ],
    next: ['directive', 'changing'],
  },
  {
    slug: 'certificates',
    title: 'Diploma, professional certificate, transcript and notice',
    lead: 'How to make a document for one person or for many at once.',
    page: { href: '/documents', text: 'Documents' },
    pieces: [
      {
        steps: [
          'Choose the type and the kind of document, and press **Add document**.',
          'Write the **Text**: it goes into the row of each person added and can be changed there.',
          'Add the persons. Write the first person’s number into **Document number** and press **Apply to all rows**: the next numbers are counted on from it.',
          'Issue and send it like a directive. In the PDF each person has a sheet of their own.',
        ],
      },
      {
        text: 'A number is borne by one valid document of the kind. Once registered, the document stands on the learner’s page.',
      },
    ],
    next: ['persons', 'sending'],
  },
  {
    slug: 'import',
    title: 'Import',
    lead: 'How to bring in persons, study places, leaves, attestations and grants from your own table.',
    page: { href: '/import', text: 'Import' },
    pieces: [
      {
        steps: [
          'Open **Import**. Download the fitting template and fill it in.',
          'Choose what to bring in and the file. Have it read.',
          'See what is new, what changes and which rows are wrong. An error names the row and the column.',
          'Apply it. Wrong rows are left out; they can be downloaded as a file, mended and brought in again.',
        ],
      },
      {
        list: [
          'The same file may be brought in many times: nothing is doubled.',
          'An empty cell leaves the value as it was.',
          'Beside a leave, grant or state decided elsewhere write the number of its directive and its day, today at the latest. The learner’s page marks it as imported.',
          'A file doesn’t change the name, day of birth or codes of a known person: a row that differs stays out and says what the register and the file have. The study office mends personal data on the learner’s page (**Mend personal data**). Contact data and the account do change; a missing day of birth is filled.',
          'A row stays out where its personal code was mended in the register, or somebody of the same name and day of birth has another code there. The code of the same person is mended on the person’s page; for another person, write “jah” in the column **Eri isik**.',
          'Import never changes or ends what a document of Olek has made.',
          'Studies and what holds in them begin at most five years ahead; the nominal end is within ten years of the beginning.',
          '**Kehtib alates** is the first day of all that a row says. Where the curriculum, load, funding or main state has a day of its own, write it in **Õppekava alates**, **Õppekoormus alates**, **Õppekoha liik alates** or **Põhiolek alates**.',
        ],
      },
      { heading: 'What files and cells Olek reads' },
      {
        list: [
          'Files: XLSX and CSV (in UTF-8, UTF-16, Windows-1257, Windows-1252 or Mac encoding, where no letter is in doubt). Save any other format, such as XLS or ODS, as XLSX first.',
          'Days: 01.09.2026, 1.9.26, 2026-09-01, 2026.09.01, 01-09-2026. 01/09/2026 is read as 1 September, and the preview says so.',
          'Sums: 660, 660,00, 1 234,50, 1.234,50, with € too.',
          'Personal codes and accounts may have blanks, and a personal code EE before it. Other codes are compared without case. Instead of the code of a unit its name will do.',
          'Lost zeros, errors (#N/A) and dates that were codes have to be mended in the file: format the column as text. Such a cell is refused, nothing is guessed.',
        ],
      },
      { heading: 'Your own table' },
      {
        list: [
          'The template needn’t be used: headings are found below a title too, and many names are known.',
          'What isn’t known is asked on the page **Matching of columns**: beside each column stand its first values and what it may be. The next file with these columns isn’t asked about.',
          'Where a column is missing, one value may stand in every row, such as the code of the unit.',
          'Where a cell can be read in several ways (01/09/2026), the row says how it was read.',
          'After doctoral students or study places were brought in, **Draw up a directive with these persons** begins one at once.',
          'An import can be taken back: what it added goes, and what it changed is as before. This works until something builds on it or changes it.',
        ],
      },
    ],
    next: ['learners', 'persons'],
  },
  {
    slug: 'learners',
    title: 'Finding a learner',
    lead: 'How to search, and what the learner’s page shows.',
    page: { href: '/learners', text: 'Learners' },
    pieces: [
      {
        list: [
          'Search by the beginning of a name or personal code. Names may come in either order.',
          '**Ctrl K** opens the quick search on every page: type, move by arrows and press Enter.',
          'The **learner’s dossier** is the list of documents that are filed there; it is printed and taken as a file.',
          'The learner’s page holds general data with secondary states, study places with main and secondary states, grants, attestations and documents.',
          'Each state links to the document that made it. A state can’t be changed by hand: a correction is a document too.',
          'What is to come is shown at once, with the day from which it counts.',
          '**As of** shows a learner and the list on any day, a coming one too.',
          '**Why so?** beside a state lists the documents that made it so.',
        ],
      },
      { heading: 'Mending personal data' },
      {
        steps: [
          'The study office opens the learner’s page and presses **Mend personal data**.',
          'Mend the code, the name or the day of birth, and write the reason.',
          'If the data was wrong from the beginning, leave **Holds from** empty. If a name or code has changed, write the day from which the new one holds.',
          'If one person has two records, write the right code on the record with the wrong one and tick **Merge the records if another one has this personal code**.',
        ],
      },
      {
        text: 'A registered document that has another name or code is named, and nothing is mended until it is cancelled or the day from which the new data holds is written. The change stays on the learner’s page with its reason.',
      },
    ],
    next: ['grants', 'import'],
  },
  {
    slug: 'grants',
    title: 'Grants and the payment list',
    lead: 'Who gets what, what ends, and what the finance office pays for a month.',
    page: { href: '/grants', text: 'Grants' },
    pieces: [
      {
        list: [
          'The state says whether a grant is in force, ends within 30 days, is coming or has ended. One that ended early says until when it was given.',
          'The **Payment list** holds the payments of one month: person, account, directive, paid days and sum; above them the sums by funding source.',
          'A part month is paid in full or by days, as the settings have it.',
          '**List as a file** gives the rows of all pages, not only of the page that is shown, however many there are. Rows that a sheet of Excel can’t hold (above 1,048,575) go on in a further sheet of the same file. **CSV** gives the same rows as a CSV file. If a download breaks off, the file is not whole: take it again.',
        ],
      },
    ],
    next: ['learners', 'settings'],
  },
  {
    slug: 'settings',
    title: 'Rules of grants in the settings',
    lead: 'How the study office changes warnings, clashes and what ends a payment.',
    page: { href: '/settings', text: 'Settings' },
    pieces: [
      {
        steps: [
          'Open **Grant types** and a type, or the **Clash matrix**.',
          'Tick what is to hold and press **Try on last year’s documents**: it shows whose warnings would have been others. The trial changes nothing.',
          'Write the day it holds from and press **Put into force**. Nothing changes backwards.',
        ],
      },
      {
        text: 'An issued document keeps the rules it was checked with. Its page **Versions** shows which these were and what differs in the settings now.',
      },
    ],
    next: ['warnings', 'grants'],
  },
  {
    slug: 'office',
    title: 'Users, units and lists of documents in the settings',
    lead: 'How the institution keeps its own data: who may do what, who signs, into which series a document goes.',
    page: { href: '/settings', text: 'Settings' },
    pieces: [
      { heading: 'Administrator' },
      {
        list: [
          '**Users**: add a user, tick roles and with each role its units. A change holds from the next click on. **Close the account** ends all sessions of the user at once.',
          '**Structural units**: name, contact, who is told of grants. From the day **Closed from** on no document is drafted for the unit.',
        ],
      },
      { heading: 'Study office' },
      {
        list: [
          '**Signers**: who signs what and on which days. To end a signer, write **Until**.',
          '**Bases of documents** and **Footers**: what can be chosen as basis and what stands in a new document’s footer.',
          '**DHIS series**: the series of diplomas, transcripts and notices has to be set before sending.',
          '**Academic years**: changing the days of one moves its neighbour’s day too.',
        ],
      },
      {
        text: 'Where there are more than 30 units or signers, there is no list: write the name or a part of it into the field and choose what is offered. The code of a unit or the e-mail address of a user does too.',
      },
      {
        text: '**Codes that coincide** (study office, administrator, municipal official) is for two records of one code in different writings. Under each code stand its records: open them, decide whether they are one person or thing, and press **Give another code** in the row of one. Where nothing coincides, the page is empty.',
      },
      {
        text: '**History of changes** shows who changed what, when, and from what to what. When somebody changed the same thing at the same time, Olek says so and keeps what you typed.',
      },
    ],
    next: ['rights', 'settings'],
  },
  {
    slug: 'registrants',
    contacts: true,
    title: 'Programmes, runs and registrants of continuing education',
    lead: 'How to add a programme and a run, where registrants come from and how they get a certificate.',
    page: { href: '/continuing-education', text: 'Continuing education' },
    pieces: [
      { heading: 'Programme and run' },
      {
        steps: [
          'Open **Continuing education** and press **New programme**. On its page questions of its own can be added to the registration form.',
          'Press **New run** on the page of the programme. Where people register in Juhan, write **Run in Juhan**.',
        ],
      },
      {
        text: 'Nobody is added here to a run that is linked to Juhan, and a registration has to be cancelled in Juhan. A run can not be linked while registrants added in Olek are on its list; the link can not be changed while registrants from Juhan are.',
      },
      { heading: 'Registrants' },
      {
        list: [
          'In a run that is not linked to Juhan **New registrant** adds one and **Import** a whole file.',
          'Somebody of a name that is on the list is added only once you have said that it is another person: tick it on the form, or write “jah” in the column **Eri isik** of the file.',
          'On the registration form the data of Juhan can only be read. Juhan never changes the answers to our questions.',
          '**Identifying persons** asks who a registrant without a personal code is, and what to do where the name or code differs from the register. A person always chooses.',
          'Whom to ask stands at the end of the page of a run under **Contacts**; the study office changes them in the settings.',
        ],
      },
      { heading: 'Results' },
      {
        steps: [
          'Open **Results protocol** on the page of the run. Of a run linked to Juhan the lists are compared; where they differ, write why.',
          'Tick learners and give the result. It can be taken back while there is no paper.',
          '**Give certificate or proof** gives a certificate to whoever has a positive result and an attendance proof to whoever has a negative one. A number is given once. The PDF opens for one or for all.',
        ],
      },
    ],
    next: ['juhan-refresh', 'juhan-statuses'],
  },
  {
    slug: 'juhan-refresh',
    contacts: true,
    title: 'Refreshing the list of registrants from Juhan',
    lead: 'How to bring registrants in from Juhan, and what to do when somebody has left there.',
    page: { href: '/continuing-education', text: 'Continuing education' },
    pieces: [
      {
        steps: [
          'Open a run that is linked to Juhan and press **Refresh the list of registrants from Juhan**.',
          'Where Juhan has only added people or changed its own data, it is done at once. Where somebody has to leave the list or comes from another run, or a name or code differs from the register, you see the plan first and confirm it.',
          'The button always asks Juhan anew. A plan that was not confirmed is not applied then, but what you ticked stands on the next plan where Juhan says the same.',
          'The log tells of each person what was done. Every refresh stays on the page **Refreshes**, and two of them can be compared.',
        ],
      },
      { heading: 'Cancelled or on the waiting list in Juhan' },
      {
        list: [
          'Whoever is on no directive is taken off the list. The answers to our questions are kept and come back with a new registration.',
          'Whoever is on an admission directive in draft or issued is kept. **Take off the directive and refresh the list** takes the person off it; an issued directive comes back from DHIS first.',
          'Whoever has been admitted is kept: make a discontinuation or an annulment of admission. Both begin from the link on the line.',
          'Whoever is missing from the answer of Juhan is always kept. Ask Juhan.',
          'Whoever was moved to another run in Juhan comes here when you confirm it. If the person is on a directive of the first run, the plan says what to do there first.',
        ],
      },
      { heading: 'Where the data of a person are wrong, or a person is registered twice' },
      {
        list: [
          'What is wrong with one person stops nobody else. Blanks and control characters are cleaned; what can not be taken (a wrong or foreign personal code, a letter of a name that can not be read) stays with the registration as Juhan told it, and the earlier value stays. Have it mended in Juhan.',
          'Of whoever has no personal code, or a name that can not be read, you say on the page **Identifying persons** who it is; name and code of somebody new can be typed.',
          'Whoever is registered twice is marked on the list and admitted by one registration: put one on the directive and cancel the other. Where two persons have the same name and e-mail, press **They are two persons** on that page.',
        ],
      },
      {
        text: 'Where the answer of Juhan is cut short, unexpectedly empty or about another run, or the status of somebody is unknown, nothing changes. The page says why and names the registration at fault.',
      },
    ],
    next: ['continuing-directives', 'registrants'],
  },
  {
    slug: 'continuing-directives',
    contacts: true,
    title: 'Directives of continuing education',
    lead: 'How to admit registrants, annul an admission or discontinue studies.',
    page: { href: '/continuing-education', text: 'Continuing education' },
    pieces: [
      {
        steps: [
          'Tick registrants on the page of the run and press **Make directive**. Annulment and discontinuation begin on the same page: choose the kind.',
          'Whoever can not go on the directive is listed with the reason; the others go.',
          '**Add persons** on the page of the directive leads back to the list: choose whom to add to it and press **Put on directive**.',
          'Issue the directive and send it to DHIS as any other. People are admitted when the signer has confirmed it in DHIS.',
        ],
      },
      {
        list: [
          'Before admission the data of Juhan have to be fresh. An old list is refreshed by itself; differences are settled, or answered with a reason that stays in the history of the directive. The reason for the same difference is not asked again.',
          'An admission can be annulled while the learner is on no results protocol.',
          'Studies can be discontinued from the day after the first day of the run.',
        ],
      },
    ],
    next: ['sending', 'juhan-refresh'],
  },
  {
    slug: 'juhan-statuses',
    contacts: true,
    title: 'Statuses of registrants in Juhan',
    lead: 'How to tell Juhan who completed a course of continuing education and who did not.',
    page: { href: '/continuing-education', text: 'Continuing education' },
    pieces: [
      {
        steps: [
          'Open **Continuing education**, then a run that is linked to Juhan, and **Statuses in Juhan**.',
          'See in the table what stands in Olek and what in Juhan. **Differ** shows those whose outcome Juhan does not know yet.',
          'Press **Update registrants’ statuses in Juhan**. The button is open when at least one registrant has an outcome.',
          'The log tells of each person whether the update succeeded. If not, the reason stands in the line.',
        ],
      },
      { heading: 'What Juhan is told' },
      {
        list: [
          '**Cancelled**: the admission is annulled.',
          '**Not completed**: the studies are discontinued, the result is negative, the person did not come or got an attendance proof.',
          '**Completed**: the person got a certificate. Juhan gets its number and date too.',
        ],
      },
      {
        text: 'You may press the button again: the same outcome is not sent twice, what failed is tried again, and a changed outcome is sent anew.',
      },
    ],
    next: ['deliveries'],
  },
  {
    slug: 'pupils',
    title: 'Pupils, their data and groups',
    lead: 'How to find a pupil, change the data, give places in groups and record a leaving.',
    page: { href: '/schools/pupils', text: 'Pupils' },
    pieces: [
      {
        list: [
          'Search for a pupil by the beginning of a name or by personal code. **As of** shows the list and the placement on another day.',
          'Pupils who have left are found with the state **all**.',
        ],
      },
      { heading: 'A pupil’s data' },
      {
        steps: [
          'Open the pupil’s page and go to the part by the bar on top.',
          '**Add** adds a row; to change one, press its name or **Change**.',
          'Press **Save**. EHIS is told with the day of the change, today at the earliest.',
        ],
      },
      {
        list: [
          'When a pupil goes to another house, the data goes too. Until the day of the move the old house changes it and the new house sees the changes at once; from that day on the new house changes its own.',
          'The content of a decision that was brought over is not changed. The new house may change the parent’s consent.',
          'The data of a pupil who has left is not changed.',
        ],
      },
      { heading: 'Mending personal data' },
      {
        steps: [
          'Open the pupil’s page and press **Mend personal data**. The municipal official does it, or a representative of the house that has the pupil today.',
          'Mend the code or the name, and write the reason. The day of birth stands in the code. EHIS is told of another code, not of another name.',
          'If one child has two records, write the right code on the record with the wrong one and tick **Merge the records if another one has this personal code**.',
        ],
      },
      { heading: 'Groups' },
      {
        steps: [
          'Open **Schools**, there **Groups**, and choose a group or add one.',
          '**Add a place** gives a pupil a place; **End** asks for the last day.',
        ],
      },
      { heading: 'Leaving' },
      {
        steps: [
          'On the pupil’s page press **Record the leaving**.',
          'Type the last day in the school and choose a reason. Places in the house’s groups end then too, and EHIS is told.',
          'If the leaving was a mistake, press **Take the leaving back** at the placement. That is possible until EHIS has heard of it; everything that ended with the leaving holds again.',
        ],
      },
    ],
    next: ['rights'],
  },
  {
    slug: 'transfers',
    title: 'Moving pupils to another house',
    lead: 'An official, or a representative of both houses, takes pupils to another house of the same school.',
    page: { href: '/schools/classes', text: 'Classes' },
    pieces: [
      {
        steps: [
          'Open **Schools**, **Classes** and a class. Tick the pupils.',
          'Press **Move pupils to another branch**. The button is there when the municipality allows it and you may use another house of the same EHIS id.',
          'Choose **From day**, **Choose school** and **Choose parallel**. The dialog tells what goes along and how many messages go to EHIS.',
          'Press **Move**. If somebody can’t go, nobody is moved: the dialog says who and why.',
        ],
      },
      {
        text: '**Open the plan** shows pupil by pupil what goes along, what stays behind and what stands in the way. There a place in a group can be ended, and those without an obstacle can go. Several classes at once: tick them in the list of classes and press **Move several classes**.',
      },
      {
        text: 'From the first day of the new school year, **1 September**, pupils go to a class with the next number in the new house, and a placement made for that year in the old house becomes void. Whoever repeats the grade goes to a class of the same number: tick **They repeat the grade**, or choose a parallel of their own for those who are known to repeat.',
      },
      {
        text: 'The page of a transfer stays. Before its day ticked pupils can be moved to another day or taken back there. A transfer of today can be taken back today, until its message has been sent to EHIS; after that pupils go back by a new transfer. Every change stands in the **Placement log**.',
      },
      {
        text: 'The new house’s representative sees under **Arrivals** who comes, from where and what comes along, and marks those who have arrived.',
      },
    ],
    next: ['next-year', 'rights'],
  },
  {
    slug: 'next-year',
    title: 'Copying pupils to the next school year',
    lead: 'Ticked pupils, or a whole class, get a place in a class of the next school year.',
    page: { href: '/schools/classes', text: 'Classes' },
    pieces: [
      {
        steps: [
          'Open a class. Tick pupils, or nobody to copy the whole class.',
          'Press **Copy to the next school year**. The same parallel of the next number is offered for each.',
          'Choose another class for whoever repeats or changes the parallel; whoever finishes school is **not copied**.',
          'Press **Copy**. Whoever is copied already isn’t copied twice.',
          'Whoever wasn’t copied by 1 September can be copied from last year’s class later too.',
        ],
      },
      {
        text: 'Where the register has a child of the same name and day of birth under another personal code too, it is asked first. The same child: mend the code on the child’s page and merge the records. Another child: tick that and press again. So it is when pupils are moved to another house or get a place in a group.',
      },
    ],
    next: ['transfers'],
  },
  {
    slug: 'deliveries',
    title: 'Deliveries and waiting news',
    lead: 'How to see what has been sent to other systems, and settle what got stuck.',
    page: { href: '/deliveries', text: 'Deliveries' },
    pieces: [
      { heading: 'A stuck sending' },
      {
        steps: [
          'Open **Deliveries** and choose the state **needs a decision**.',
          'Open the sending. The reason is on top, and below it every attempt: what was sent and what was answered.',
          'Mend the cause and press **Send again**. Nothing is doubled by it. A letter goes to the address that the learner has by then.',
          'If it need not be sent any more (the letter was handed over on paper, the data were entered in EHIS by hand), press **Leave out** and write the reason. What a document itself sends is settled on the document’s page.',
        ],
      },
      { heading: 'Messages to EHIS' },
      {
        text: 'Messages about grants wait for the study office. Look them over and press **Release**. Where a message has left already, the correction goes as a new one.',
      },
      { heading: 'Pausing a system' },
      {
        text: 'The administrator can pause a system and resume it. What is meant for a paused system waits; nothing is lost. The administrator sees states, times and errors, but no content and no personal data.',
      },
      { heading: 'Waiting news' },
      {
        text: 'News from DHIS that could not be applied at once waits for the study office. Open it: the page says why it waits and offers only what helps now. A reason is always asked.',
      },
      {
        list: [
          '**Apply through the ordinary checks**: checked with today’s facts.',
          '**Make void**: the document stays as it is. If the news is a decision that DHIS has taken already, DHIS forgets it and asks the signer anew.',
          '**Link to the document it belongs to**: write the number of the document.',
        ],
      },
      {
        text: 'When the wrong person has confirmed, press **Ask for confirmation again** on the document’s page: DHIS forgets that confirmation, and the right signer can confirm. News about an earlier version can only be made void.',
      },
      { heading: 'When DHIS does not cancel a document' },
      {
        text: 'The document is cancelled in Olek, but not yet in DHIS. Its page offers **Send again**. If it was cancelled in DHIS by hand, press **Mark as cancelled in DHIS**. An issued document that stays valid in DHIS can be kept: **Keep issued**.',
      },
    ],
    next: ['sending', 'rights'],
  },
  {
    slug: 'moving-pupils',
    title: 'Moving pupils to another house',
    lead: 'How a pupil goes to another house of the same school, what comes along and what doesn’t.',
    page: { href: '/schools', text: 'Schools' },
    pieces: [
      { heading: 'What has to be there' },
      {
        list: [
          'Both houses have the same EHIS id and are of one kind. They are set on the page of the school’s data.',
          'The municipal official has switched moves on in the settings of the municipality: the value is **Jah**.',
          'A school representative needs the rights of both houses.',
        ],
      },
      { heading: 'Move' },
      {
        steps: [
          'Open the class and tick the pupils.',
          'Press **Õpilaste tõstmine teise filiaali**.',
          'Fill in **Alates kuupäeva** (from), **Vali kool** (house) and **Paralleel** (parallel). Only classes with the same number are offered, from 1 September those with the next number.',
          'Press **Tõsta**.',
        ],
      },
      {
        text: '**Tõsta mitu klassi** moves several classes at once. Before the move each child’s line says what comes along and what stands in the way.',
      },
      { heading: 'What stands in the way' },
      {
        list: [
          '**Another school at the same time**: the child already has a placement on those days, next year’s too where you choose its class at once. The school’s name stands in brackets.',
          '**A day group or hobby group**: end the place in the group first. Placements in hobby schools don’t matter.',
          'The day has to be later than the beginning of the present placement, and in the same school year.',
        ],
      },
      { text: 'If one child can’t be moved, nobody is. Whoever can’t is named.' },
      { heading: 'What comes along' },
      {
        list: [
          'Special needs, decisions with their consents, foreign languages, swimming, consents, absences and failing annual grades are copied. Until the day the copy follows the old house; then the two live apart.',
          'Student cards that are valid or will be move to the new house.',
          'Next year’s placement in the old house ends. In the new house the child has to be copied to next year anew; that can be done in the same act.',
          'Places in day groups and hobby groups don’t come along.',
        ],
      },
      { heading: 'After the move' },
      {
        list: [
          'In the old house the child is leaving before the day and has left from it on. Every move stands in the placement log.',
          'Before the day a move can go to another day or be taken back. After it, the child is moved back where needed.',
          'The old house’s representative doesn’t see the decisions of a child who has left. The new one opens a decision’s content and changes the consent.',
        ],
      },
    ],
    next: ['ehis-log', 'import-schools'],
  },
  {
    slug: 'ehis-log',
    title: 'The EHIS log',
    lead: 'What EHIS is told of pupils, when, and under which house.',
    page: { href: '/schools/ehis-log', text: 'EHIS log' },
    pieces: [
      {
        list: [
          'Every change on a pupil’s page is one message in the log. **Vaja saata** is the day on which it leaves.',
          'A move is told as if the child had changed parallel: the message **Klass ja õppekava**, **Vaja saata** is the day of the move.',
          'The old house’s messages due before that day go out under the old house, the others under the new one.',
          'If EHIS refuses a message, its reason stands beside it. Once the cause is removed, press **Send again**. If the content was wrong, correct the data on the pupil’s page (a new message follows from it) and press **Leave out** on the old one: else the child’s next messages wait behind it.',
          'A message can be held and sent later. Messages of one child always go in order.',
        ],
      },
    ],
    next: ['moving-pupils'],
  },
  {
    slug: 'import-schools',
    title: 'Importing the data of schools',
    lead: 'How a municipal official brings in houses, classes, pupils and their data from tables.',
    page: { href: '/import', text: 'Data import' },
    pieces: [
      {
        steps: [
          'Download the template (XLSX or CSV). Its second sheet says what to write into each column.',
          'Fill it in, choose what to bring in and the file, and look it over.',
          'See what is new, what changes and what is wrong; a fault names its row and column.',
          'Bring the data in.',
        ],
      },
      { heading: 'Good to know' },
      {
        list: [
          'The order: classifiers, houses, classes, pupils, groups, and then the other data.',
          'The same file may come again: nothing is doubled. An empty cell leaves the value as it is.',
          'Faulty rows stay out, the others go in. The faulty ones can be had as a file to correct.',
          'Only data of houses and pupils of the own municipality can be brought in.',
          'EHIS isn’t told of it: this is how things stand there already. Placements stand in the placement log.',
          'A file doesn’t change a child’s name: a row with another one stays out. The name is mended on the pupil’s page (**Mend personal data**).',
          'A row stays out where its personal code was mended in the register, or a child of the same name and day of birth has another code there. The code of the same child is mended on the pupil’s page; for another child, write “jah” in the column **Eri isik**.',
          'While a child’s move waits for its day, change the child’s data on the pupil’s page.',
          'A cell has the same bounds as the field of a form. How days and codes are written stands under **Import**.',
        ],
      },
    ],
    next: ['moving-pupils', 'ehis-log'],
  },
  {
    slug: 'sign-in',
    title: 'Signing in, language and appearance',
    lead: 'How to sign in and out, and make Olek yours.',
    pieces: [
      {
        list: [
          'Press **Sign in with your institution’s account**. Users are made by the administrator; signing in makes none.',
          'A session lasts ten hours. If it ends in the middle of work, sign in again: the form is kept.',
          'The button on the top right changes the language. The light or dark appearance is under your name.',
          '**Sign out** is under your name too.',
          'In the sandbox you can sign in as an invented person with one press. Nothing reaches real systems.',
        ],
      },
    ],
    next: ['rights'],
  },
  {
    slug: 'rights',
    title: 'Who sees and may do what',
    lead: 'Rights come from the role and the units. What is not allowed is not shown.',
    pieces: [
      {
        list: [
          'A **unit clerk** drafts documents of the units. Others’ drafts are seen and changed by those with the mark for it.',
          'A **coordinator of continuing education** keeps the units’ programmes, runs, registrants, their directives and protocols.',
          'A **vice-dean** sees the units’ issued documents and learners, and confirms in DHIS.',
          'The **study office** sees all documents and learners, cancels registered directives and settles waiting news.',
          'The **vice-rector** signs vice-rector’s directives.',
          'The **chancellery** sees issued documents and cancels registered proposals.',
          'The **finance office** sees grants; of the learner’s page the name and the grants.',
          'A **municipal official** sees the schools and pupils of the municipality, moves pupils, imports data and sets the switches of the municipality.',
          'A **school representative** sees the classes and pupils of the own houses and moves pupils between two own houses. Neither sees anything of the university, nor the university of them.',
          'The **administrator** looks after users, roles, units and deliveries. The role shows no content of documents and no personal data.',
        ],
      },
      {
        text: 'If something is not allowed to you, Olek says “There is no such page”. Rights are changed by the administrator and count from the next click.',
      },
    ],
    next: ['sign-in', 'directive'],
  },
]
