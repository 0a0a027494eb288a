import type { Topic } from './topic'

/** The user's guide in Estonian. Short sentences; names of buttons read as on the screen. */
export const topics: readonly Topic[] = [
  {
    slug: 'directive',
    title: 'Korraldus kavandist registreerimiseni',
    lead: 'Kuidas vormistada doktoranditoetuse korraldust ja kuidas see jõuab õppija andmetesse.',
    page: { href: '/documents', text: 'Dokumendid' },
    pieces: [
      { heading: 'Alusta uut dokumenti' },
      {
        steps: [
          'Avage **Dokumendid**.',
          'Valige **Dokumendi tüüp** ja **Dokumendi liik** ning vajutage **Lisa dokument**.',
          'Valige struktuuriüksus. Täitke **Maksmise alguskuupäev**, **Maksmise lõpukuupäev**, **Kuu summa** ja **Finantsallikas**: need lähevad kõigile isikutele, keda seejärel lisate.',
          'Vajutage **Lisa isikuid** ja lisage isikud.',
          'Vaadake üle alus, allakirjutaja ja koostaja. Soovi korral lisage **Lisainfo** ja **Jalus**.',
          'Vajutage **Salvesta**.',
        ],
      },
      {
        text: 'Enne esimest salvestamist näete vormi ainult teie. Kõik trükitu hoitakse alles: võite lehelt lahkuda ja hiljem töölaualt jätkata.',
      },
      { heading: 'Väljasta ja saada' },
      {
        steps: [
          'Vajutage **Väljasta korraldus**. Kui midagi on puudu, öeldakse, mis ja kelle real.',
          'Vaadake üle PDF, isikud, hoiatused ja allakirjutaja.',
          'Vajutage **Saada DHISi**. Korraldus on väljastatud siis, kui DHIS on vastanud numbri ja lingiga.',
          'Allakirjutaja kinnitab korralduse DHISis. Siis on see registreeritud.',
        ],
      },
      { heading: 'Mis juhtub registreerimisel' },
      {
        list: [
          'Õppija andmetesse lisandub toetus ja kõrvalolek.',
          'Õppijale saadetakse kiri.',
          'Rahandusosakonnale saadetakse teade. Kui üksusele ei ole saajaid määratud, tuletab töölaud seda teile meelde.',
        ],
      },
      { heading: 'Muutmine ja tühistamine' },
      {
        list: [
          'Väljastatud korraldust muudab **Muuda korraldust**: see võetakse kavandiks tagasi, number jääb samaks. DHISis ei saa vana versiooni enam kinnitada.',
          'Tagasi võetud kavandi lehel on kirjas, kui palju see DHISi saadetust erineb. **Vaata erinevusi** ja **versioonid** näitavad iga muutust; võrrelda saab kõiki versioone.',
          '**Tühista** küsib põhjust. Registreeritud korralduse tühistab õppeosakond ja kõik selle mõjud võetakse tagasi.',
          'Kustutada saab ainult kavandit, mida ei ole kordagi väljastatud.',
        ],
      },
      {
        text: 'Kui keegi on dokumenti samal ajal muutnud, näete teadet „Dokument on vahepeal muutunud”. Teie sisestatu on alles: vaadake muudatused üle ja salvestage uuesti. Kui kirjutasite ise samale väljale kahes aknas, on välja juures kirjas teise akna väärtus ja te valite, kumb jääb.',
      },
    ],
    next: ['persons', 'warnings', 'sending'],
  },
  {
    slug: 'persons',
    title: 'Isikute lisamine dokumendile',
    lead: 'Kolm viisi: otsing registrist, isikukoodide nimekiri ja fail.',
    page: { href: '/documents', text: 'Dokumendid' },
    pieces: [
      { heading: 'Registrist' },
      {
        steps: [
          'Avage kavand ja vajutage **Lisa isikuid**.',
          'Otsige nime või õppekoha koodi järgi. Kitsendage filtritega: üksus, õppekava, õppeaste, koormus, õppekoha liik, põhiolek.',
          'Märkige isikud. **Vali kõik** märgib kõik leitud, kuni 5000.',
          'Vajutage **Lisa**.',
        ],
      },
      { heading: 'Isikukoodide järgi' },
      {
        text: 'Kleepige isikukoodid, muud koodid või õppekohtade koodid. Eraldajaks sobib reavahetus, tühik või koma. Kui koodi kõrval on nimi, võrreldakse seda registriga; kui nimi on teine, küsitakse.',
      },
      { heading: 'Failist' },
      {
        text: 'Valige XLSX- või CSV-fail. Seda loetakse pealkirjade järgi; pealkirjadeta failist loetakse ainus veerg, milles on isikukoodid.',
      },
      { heading: 'Kui kedagi ei saanud lisada' },
      {
        list: [
          'Lisamata jäänud loetletakse koos põhjusega. Ülejäänud lisatakse.',
          'Kui isikul on mitu sobivat õppekohta, küsitakse, milline neist valida.',
          'Suur- ja väiketähte ega täppe nimes ei eristata: „oun” leiab nime „Õun”.',
        ],
      },
    ],
    next: ['warnings', 'directive'],
  },
  {
    slug: 'warnings',
    title: 'Hoiatused isiku nime juures',
    lead: 'Mida hoiatus tähendab ja mida sellega teha.',
    pieces: [
      {
        text: 'Hoiatus ei keela. Korralduse registreerija peab ise teadma, kas õppijale võib toetuse määrata. Hoiatused arvutatakse uuesti iga kord, kui kuupäevad muutuvad.',
      },
      { heading: 'Mida saab teha' },
      {
        list: [
          '**Lühenda perioodi** või **Alusta hiljem**: makstavad päevad ei kattu enam akadeemilise puhkusega.',
          '**Jaga kaheks reaks**: makstakse enne ja pärast puhkust.',
          '**Jäta põhjendusega alles**: põhjus läheb kaasa ülekontrolli, PDFi lisasse ja ajalukku.',
          '**Eemalda isik korralduselt**: selle isiku rida läheb ära.',
          '**Eemalda hoiatusega isikud korralduselt**: enne eemaldamist näidatakse, kes need on.',
        ],
      },
      { heading: 'Punane hoiatus' },
      {
        text: 'Punane tähendab, et samaks perioodiks on isikule juba määratud doktoranditoetus. Niisugust korraldust ei saa väljastada. Eemaldage isik või muutke kuupäevi.',
      },
      { heading: 'Kui hoiatused muutuvad pärast ülekontrolli' },
      {
        text: 'Kontroll kehtib täpselt nende hoiatustega, mida nägite. Kui mõni hoiatus lisandub või kaob, palub Olek korralduse enne saatmist uuesti väljastada.',
      },
    ],
    next: ['directive', 'sending'],
  },
  {
    slug: 'sending',
    title: 'DHISi saatmine ja kinnitamine',
    lead: 'Mis juhtub pärast nuppu Saada DHISi ja mida teha, kui saatmine ei õnnestu.',
    page: { href: '/deliveries', text: 'Andmevahetus' },
    pieces: [
      { heading: 'Saatmine' },
      {
        text: 'Saadetakse täpselt see PDF, mille üle vaatasite. Kuni DHIS ei ole vastanud, on dokumendi juures kiri „Saadetakse DHISi …”. Lehelt võib lahkuda.',
      },
      {
        text: 'Õppeosakond saab seadetes määrata, mitu minutit dokument enne lahkumist ootab. Dokumendi juures on kirjas, mis kellani saab saatmise katkestada.',
      },
      { heading: 'Enne saatmist' },
      {
        text: '**Kontrolli enne saatmist** loetleb, mis võib olla valesti: allakirjutaja või sari on teise üksuse oma, alus on tühi, summa erineb möödunud kuust rohkem kui kaks korda, isiku andmed on pärast lisamist muutunud. Need on soovitused, saatmist need ei takista.',
      },
      { heading: 'Mitu dokumenti korraga' },
      {
        steps: [
          'Märkige dokumendid nimekirjas ära (kuni 200) ja valige all **Saada DHISi**, **Tühista** või **Prindi**.',
          'Vaadake üle, mis iga dokumendiga juhtub ja mida teha ei saa. Tühistamisel kirjutage põhjus, see on kõigil sama.',
          'Vajutage nupule. Tulemus on tabelis dokumendi kaupa ja jääb sellele lehele alles.',
        ],
      },
      {
        text: 'Saata saab ainult üle kontrollitud dokumente. Kui ühte dokumenti ei saa saata või tühistada, ei takista see teisi.',
      },
      { heading: 'Kui DHIS ei vasta' },
      {
        list: [
          'Olek proovib ise uuesti, järjest pikemate vahedega. Töölaud ütleb, millal tuleb järgmine katse.',
          '**Saada uuesti** proovib kohe.',
          '**Katkesta saatmine** teeb dokumendist jälle kavandi. Mis ei ole veel lahkunud, on kavand kohe; kui DHISil on see juba olemas, tühistatakse see enne seal.',
          '**Jätka saatmist** on siis, kui DHIS katkestamist vastu ei võta: saatmine läheb edasi.',
        ],
      },
      { heading: 'Kui DHIS keeldub' },
      {
        list: [
          'Keeldumise põhjus on dokumendi juures DHISi enda sõnadega. Olek ise enam ei proovi: kõrvaldage põhjus ja saatke uuesti.',
          '**Võta vastus vastu** on siis, kui DHIS võttis dokumendi, kuid vastas teisiti, kui oleks pidanud, näiteks numbriga, mis on juba teisel dokumendil. Dokument väljastatakse sellisena, nagu DHIS vastas; kirjutage põhjus.',
          '**Jäta väljastatuks** on siis, kui DHIS ei luba dokumenti muutmiseks tagasi võtta: see jääb väljastatuks.',
        ],
      },
      { heading: 'Kinnitamine' },
      {
        list: [
          'Kinnitada saab ainult see allakirjutaja, kellele dokument saadeti.',
          'Kui DHISis lükatakse dokument tagasi, on see tühistatud. Allakirjutaja kommentaar jääb alles.',
          'Kui kinnitab vale isik või on vahepeal tekkinud takistus, midagi ei muudeta ja teade jääb ootama õppeosakonna otsust.',
          '**Küsi kinnitust uuesti**: DHIS unustab senise otsuse ja õige allakirjutaja saab sama sisu kinnitada; kirjutage põhjus.',
        ],
      },
    ],
    next: ['deliveries', 'directive'],
  },
  {
    slug: 'changing',
    title: 'Registreeritud korralduse muutmine ja tühistamine',
    lead: 'Kuidas tagasi võtta seda, mis on juba kinnitatud.',
    pieces: [
      {
        text: 'Registreeritud korraldust ei saa parandada. Seda muudetakse teise korraldusega või tühistab selle õppeosakond.',
      },
      { heading: 'Korraldusega, kõigi või mõne isiku osas' },
      {
        list: [
          'Avage korraldus ja valige menüüst **Muuda või tühista korraldusega**.',
          'Valige liik ja isikud. Kui kedagi ei vali, lähevad uuele korraldusele kõik.',
          'Muutmisel on ridadel aluskorralduse andmed: kirjutage peale uued, vana väärtus jääb selle alla näha. Tühistamisel kirjutage põhjus: selle saavad teada ka isikud.',
          'Ülekontrolli lehel on näha, mis kellega juhtub ning kellele mis kiri või teade läheb. Kinnitatakse see DHISis nagu iga korraldus.',
        ],
      },
      { heading: 'Tervikuna' },
      {
        text: 'Õppeosakond valib menüüst **Tühista …**. Enne nupu vajutamist näitab leht iga isiku andmeid praegu ja pärast, mis tühistamist takistab ning mis kirjad ja EHISe päringud kellele lähevad või tagasi võetakse.',
      },
      {
        text: 'Kui sellele tugineb hilisem korraldus, nimetab leht selle: enne tuleb tühistada hilisem.',
      },
    ],
    next: ['directive', 'warnings'],
  },
  {
    slug: 'proposal',
    title: 'Esildis ja prorektori korraldus',
    lead: 'Kuidas struktuuriüksus esitab eksmatrikuleerimise või õppekoha vahetuse ja õppeosakond teeb sellest korralduse.',
    page: { href: '/documents', text: 'Dokumendid' },
    pieces: [
      {
        steps: [
          'Valige dokumendi tüüp **prodekaani esildis** ja liik ning vajutage **Lisa dokument**.',
          'Täitke vorm, väljastage ja saatke esildis DHISi nagu korraldus. Kinnitab õppeprodekaan.',
          'Registreeritud esildis ilmub õppeosakonna töölauale. Õppeosakond vajutab seal **Loo korraldus** ja valib allakirjutaja.',
          'Korraldus jääb loomisele koos esildise isikutega. Seda saab enne väljastamist muuta.',
        ],
      },
      {
        text: 'Esildis ise ei muuda kellegi andmeid. Ühest esildisest saab korraga olla üks korraldus; kui see kustutatakse või tühistatakse, saab luua uue.',
      },
      {
        text: 'Registreeritud esildise tühistab kantselei, kui sellest ei ole tehtud kehtivat korraldust.',
      },
    ],
    next: ['directive', 'changing'],
  },
  {
    slug: 'certificates',
    title: 'Diplom, kutsetunnistus, akadeemiline õiend ja teatis',
    lead: 'Kuidas vormistada dokument ühele isikule või paljudele korraga.',
    page: { href: '/documents', text: 'Dokumendid' },
    pieces: [
      {
        steps: [
          'Valige dokumendi tüüp ja liik ning vajutage **Lisa dokument**.',
          'Kirjutage **Tekst**: see läheb iga lisatava isiku reale ja seda saab real muuta.',
          'Lisage isikud. Kirjutage esimese isiku number väljale **Dokumendi number** ja vajutage **Rakenda kõigile ridadele**: järgmised numbrid loetakse sealt edasi.',
          'Väljastage ja saatke nagu korraldus. PDFis on igal isikul oma leht.',
        ],
      },
      {
        text: 'Sama liiki dokumendi number on ühel kehtival dokumendil. Pärast registreerimist on dokument õppija lehel.',
      },
    ],
    next: ['persons', 'sending'],
  },
  {
    slug: 'import',
    title: 'Andmete import',
    lead: 'Kuidas tuua isikud, õppekohad, puhkused, atesteerimised ja toetused oma tabelist.',
    page: { href: '/import', text: 'Andmete import' },
    pieces: [
      {
        steps: [
          'Avage **Andmete import**. Laadige alla sobiv tabelipõhi ja täitke see.',
          'Valige **Mida sisse tuua** ja fail. Vajutage **Vaata üle**.',
          'Vaadake, mis lisandub, mis muutub ja millised read on vigased. Vea juures on rea number ja veeru nimi.',
          'Vajutage **Vii andmed sisse**. Vigased read jäävad välja; need saab failina alla laadida, parandada ja uuesti sisse tuua.',
        ],
      },
      {
        list: [
          'Sama faili võib sisse tuua mitu korda: topelt ei teki midagi.',
          'Tühi lahter jätab senise väärtuse muutmata.',
          'Mujal otsustatud puhkuse, toetuse ja oleku juurde kirjutage korralduse number ja kuupäev, mis ei ole hilisem kui täna. Õppija lehel on selle juures „imporditud”.',
          'Teadaoleva isiku nime, sünniaega ja koode fail ei muuda: kui need erinevad, jääb rida välja ja selle juures on, mis on registris ja mis failis. Õppeosakond parandab isikuandmed õppija lehel (**Paranda isikuandmeid**). Kontaktandmed ja arveldusarve muutuvad; puuduv sünniaeg lisatakse.',
          'Kui isikukood on registris parandatud või on sama nime ja sünniajaga inimene seal juba teise koodiga, jääb rida välja. Sama inimese kood parandatakse tema lehel; kui tegu on teise inimesega, kirjutage veergu **Eri isik** „jah”.',
          'Import ei muuda ega lõpeta midagi, mille tegi Oleku dokument.',
          'Õpingute algus ja „alates” päevad võivad olla kuni viie aasta pärast, nominaalõppeaja lõpp kuni kümme aastat pärast algust.',
          '**Kehtib alates** on rea kõigi andmete esimene päev. Kui õppekaval, koormusel, õppekoha liigil või põhiolekul on oma päev, kirjutage see veergu **Õppekava alates**, **Õppekoormus alates**, **Õppekoha liik alates** või **Põhiolek alates**.',
        ],
      },
      { heading: 'Milliseid faile ja lahtreid Olek loeb' },
      {
        list: [
          'Failid: XLSX ja CSV (kodeeringus UTF-8, UTF-16, Windows-1257, Windows-1252 või Mac, kui ükski täht ei jää kahtlaseks). Muu vorming, näiteks XLS või ODS, salvestage enne XLSX-ina.',
          'Päevad: 01.09.2026, 1.9.26, 2026-09-01, 2026.09.01, 01-09-2026. 01/09/2026 loetakse 1. septembriks ja eelvaade ütleb seda.',
          'Summad: 660, 660,00, 1 234,50, 1.234,50, ka märgiga €.',
          'Isikukoodis ja arveldusarve numbris võivad olla tühikud, isikukoodi ees ka EE. Muid koode võrreldakse suur- ja väiketähti eristamata. Struktuuriüksuse koodi asemel sobib üksuse nimi.',
          'Ette jäänud nullid, veaväärtused (#N/A) ja koodist tekkinud kuupäevad tuleb parandada failis: vormindage veerg tekstina. Selline lahter lükatakse tagasi, midagi ei arvata.',
        ],
      },
      { heading: 'Oma tabel' },
      {
        list: [
          'Tabelipõhja ei pea kasutama: veergude nimed leitakse ka pealkirja alt ja paljud nimed on teada, näiteks Perenimi ja Konto nr.',
          'Mida ei teata, seda küsitakse lehel **Veergude vastavus**: iga veeru juures on esimesed väärtused ja valik, mis see on. Samade veergudega faili järgmisel korral enam ei küsita.',
          'Kui mõnda veergu failis ei ole, kirjutage **Ühine väärtus kõigile ridadele**, näiteks struktuuriüksuse kood.',
          'Kui lahtrit saab lugeda mitut moodi (01/09/2026), öeldakse rea juures, kuidas seda loeti.',
          'Pärast sisseviimist saab doktorantide ja õppekohtade lehelt kohe alustada: **Vormista korraldus nende isikutega**.',
          '**Võta import tagasi** eemaldab kõik, mis impordiga lisati, ja annab muudetule endise väärtuse. Seda saab teha, kuni sisse toodut ei ole muudetud ja sellele ei ole midagi lisatud.',
        ],
      },
    ],
    next: ['learners', 'persons'],
  },
  {
    slug: 'learners',
    title: 'Õppija leidmine',
    lead: 'Kuidas otsida ja mida õppija leht näitab.',
    page: { href: '/learners', text: 'Õppijad' },
    pieces: [
      {
        list: [
          'Otsige nime või isikukoodi algusega. Nimed võivad olla kummaski järjekorras.',
          '**Ctrl K** avab igal lehel kiirotsingu: kirjutage, liikuge nooltega ja vajutage Enter.',
          '**Õppija toimik** on nimekiri dokumentidest, mis toimikusse lähevad; selle saab printida ja failina võtta.',
          'Õppija lehel on üldandmed koos kõrvalolekutega, õppekohad koos põhioleku ja kõrvalolekutega, toetused, atesteerimised ja dokumendid.',
          'Iga oleku juures on link dokumendile, mis selle tegi. Käsitsi õppija olekut muuta ei saa: ka parandus on dokument.',
          'Tulevane muudatus on näha kohe, kirjaga „alates” ja kuupäevaga.',
          '**Seis kuupäeval** näitab õppijat ja nimekirja mis tahes päeva seisuga, ka tulevase.',
          '**Miks nii?** oleku juures loetleb dokumendid, mis selle nii tegid.',
        ],
      },
      { heading: 'Isikuandmete parandamine' },
      {
        steps: [
          'Õppeosakond avab õppija lehe ja vajutab **Paranda isikuandmeid**.',
          'Parandage kood, nimi või sünniaeg ja kirjutage põhjus.',
          'Kui andmed olid algusest peale valesti, jätke **Kehtib alates** tühjaks. Kui nimi või kood muutus, kirjutage päev, millest alates uus kehtib.',
          'Kui samal inimesel on registris kaks kirjet, kirjutage vale koodiga kirjele õige kood ja märkige **Ühenda kirjed, kui see isikukood on juba teisel kirjel**.',
        ],
      },
      {
        text: 'Kui registreeritud dokumendis on teine nimi või kood, on see nimeliselt kirjas ja parandus jääb tegemata, kuni dokument on tühistatud või kirjutatud päev, millest alates uued andmed kehtivad. Muudatus jääb õppija lehele koos põhjusega.',
      },
    ],
    next: ['grants', 'import'],
  },
  {
    slug: 'grants',
    title: 'Toetused ja maksenimekiri',
    lead: 'Kes mida saab, mis lõpeb, ja mida rahandusosakond kuu eest maksab.',
    page: { href: '/grants', text: 'Toetused' },
    pieces: [
      {
        list: [
          'Olek ütleb, kas toetus kehtib, lõpeb 30 päeva jooksul, on tulekul või lõppenud. Varem lõppenud toetuse juures on, kuni millal see määrati.',
          '**Maksenimekiri** on ühe kuu maksed: isik, arveldusarve, korraldus, makstud päevad ja summa; ülal summad finantsallikate järgi.',
          'Poolik kuu makstakse seadete järgi täies summas või päevade kaupa.',
          '**Nimekiri failina** annab kõigi lehtede read, mitte ainult nähtava lehe omad, ükskõik kui palju neid on. Read, mis Exceli lehele ei mahu (üle 1 048 575), jätkuvad samas failis järgmisel lehel. **CSV** annab samad read CSV-failina. Kui allalaadimine katkeb, on fail poolik: võtke see uuesti.',
        ],
      },
    ],
    next: ['learners', 'settings'],
  },
  {
    slug: 'settings',
    title: 'Toetuse reeglid seadetes',
    lead: 'Kuidas õppeosakond muudab hoiatusi, vastuolusid ja lõpetamise põhjusi.',
    page: { href: '/settings', text: 'Seaded' },
    pieces: [
      {
        steps: [
          'Avage **Toetuse liigid** ja liik, või **Vastuolude maatriks**.',
          'Märkige, mis peab kehtima, ja vajutage **Proovi möödunud aasta dokumentidel**: näha on, kelle juures oleks hoiatused teised olnud. Proov ei muuda midagi.',
          'Kirjutage **Muudatus kehtib alates** ja vajutage **Kehtesta**. Tagasiulatuvalt midagi ei muutu.',
        ],
      },
      {
        text: 'Väljastatud dokument jääb nende reeglite juurde, millega see üle kontrolliti. Dokumendi lehel **Versioonid** on näha, millised need olid ja mis on seadetes nüüd teisiti.',
      },
    ],
    next: ['warnings', 'grants'],
  },
  {
    slug: 'office',
    title: 'Kasutajad, üksused ja dokumentide loendid seadetes',
    lead: 'Kuidas asutus oma andmeid ise hoiab: kes tohib mida, kes allkirjastab, mis sarja dokument läheb.',
    page: { href: '/settings', text: 'Seaded' },
    pieces: [
      { heading: 'Administraator' },
      {
        list: [
          '**Kasutajad**: lisage kasutaja, märkige rollid ja iga rolli juures struktuuriüksused. Muudatus kehtib järgmisest klõpsust. **Sulge konto** lõpetab kohe kõik kasutaja seansid.',
          '**Struktuuriüksused**: nimi, kontakt, kellele teatatakse toetustest. Päevast **Suletud alates** üksusele dokumente ei vormistata.',
        ],
      },
      { heading: 'Õppeosakond' },
      {
        list: [
          '**Allakirjutajad**: kes mida ja mis päevadel allkirjastab. Lõpetamiseks kirjutage **Kuni**.',
          '**Dokumentide alused** ja **Jalused**: mida saab alusena valida ja mis seisab uue dokumendi jaluses.',
          '**DHISi sarjad**: diplomi, akadeemilise õiendi ja teatise sari tuleb enne saatmist määrata.',
          '**Õppeaastad**: ühe päevade muutmine nihutab ka naaberaasta päeva.',
        ],
      },
      {
        text: 'Kui struktuuriüksusi või allakirjutajaid on üle 30, loendit ei ole: kirjutage väljale nimi või selle osa ja valige pakutu. Sobib ka üksuse tunnus või kasutaja e-posti aadress.',
      },
      {
        text: '**Kokkulangevad koodid** (õppeosakond, administraator, omavalitsuse ametnik) on siis, kui kahel kirjel on sama kood eri kirjaviisis. Iga koodi all on selle kirjed: avage need, otsustage, kas tegu on ühe isiku või asjaga, ja vajutage kirje real **Anna teine kood**. Kui midagi ei kattu, on leht tühi.',
      },
      {
        text: '**Muudatuste ajalugu** näitab, kes, millal, mida ja millest milleks muutis. Kui keegi muutis sama asja teiega korraga, ütleb Olek seda ja teie sisestatu jääb alles.',
      },
    ],
    next: ['rights', 'settings'],
  },
  {
    slug: 'registrants',
    contacts: true,
    title: 'Täiendusõppe programmid, toimumised ja registreerunud',
    lead: 'Kuidas lisada programm ja toimumine, kust tulevad registreerunud ja kuidas saavad nad tunnistuse.',
    page: { href: '/continuing-education', text: 'Täiendusõpe' },
    pieces: [
      { heading: 'Programm ja toimumine' },
      {
        steps: [
          'Avage **Täiendusõpe** ja vajutage **Uus programm**. Programmi lehel saab lisada registreerumise vormile oma küsimusi.',
          'Vajutage programmi lehel **Uus toimumine**. Kui registreerutakse Juhanis, kirjutage **Toimumine Juhanis**.',
        ],
      },
      {
        text: 'Juhaniga seotud toimumisele siin kedagi ei lisata ja registreering tuleb tühistada Juhanis. Siduda ei saa, kui nimekirjas on Olekus lisatud registreerunuid; seost ei saa muuta, kuni nimekirjas on Juhanist tulnud registreerunuid.',
      },
      { heading: 'Registreerunud' },
      {
        list: [
          'Toimumises, mis ei ole Juhaniga seotud, lisab **Uus registreerunu** ühe ja **Impordi** terve faili.',
          'Samanimelist kaks korda ei lisata enne, kui olete öelnud, et tegu on teise isikuga: vormil märkige seda, failis kirjutage veergu **Eri isik** „jah”.',
          'Registreerumise vormil on Juhani andmed ainult lugemiseks. Meie küsimuste vastuseid Juhan ei muuda.',
          '**Isikute tuvastamine** küsib, kes on isikukoodita registreerunu ja mida teha, kui nimi või isikukood erineb registrist. Valib alati inimene.',
          'Kellelt küsida, on kirjas toimumise lehe lõpus pealkirja **Kontaktid** all; kontakte muudab õppeosakond seadetes.',
        ],
      },
      { heading: 'Tulemused' },
      {
        steps: [
          'Avage toimumise lehel **Õppetulemuste protokoll**. Juhaniga seotud toimumisel võrreldakse nimekirju; kui need ei lähe kokku, kirjutage põhjendus.',
          'Märkige õppijad ja andke tulemus. Kuni dokumenti ei ole, saab tulemuse tagasi võtta.',
          '**Anna tunnistus või tõend** annab positiivse tulemusega õppijale tunnistuse ja negatiivsega tõendi. Number antakse üks kord. PDFi saab avada ühe või kõigi kohta.',
        ],
      },
    ],
    next: ['juhan-refresh', 'juhan-statuses'],
  },
  {
    slug: 'juhan-refresh',
    contacts: true,
    title: 'Registreerunute nimekirja uuendamine Juhanist',
    lead: 'Kuidas tuua registreerunud Juhanist ja mida teha, kui keegi on seal loobunud.',
    page: { href: '/continuing-education', text: 'Täiendusõpe' },
    pieces: [
      {
        steps: [
          'Avage toimumine, mis on Juhaniga seotud, ja vajutage **Uuenda registreerunute nimekirja Juhanist**.',
          'Kui Juhanis on ainult lisandunud või muutunud andmed, tehakse muudatused kohe. Kui keegi tuleb nimekirjast eemaldada või teiselt toimumiselt üle tuua või tema nimi või isikukood erineb registrist, näete enne plaani ja kinnitate selle.',
          'Nupp küsib Juhanist alati uuesti. Kinnitamata plaan jääb siis rakendamata, aga teie märked on järgmisel plaanil alles, kui Juhan ütleb sama.',
          'Logist näete iga isiku kohta, mis temaga tehti. Kõik uuendamised jäävad lehele **Uuendamised** ja kahte neist saab võrrelda.',
        ],
      },
      { heading: 'Kui Juhanis on tühistatud või ootenimekirjas' },
      {
        list: [
          'Kes ei ole ühelgi korraldusel, eemaldatakse nimekirjast. Vastused meie küsimustele jäävad alles ja tulevad tagasi, kui ta uuesti registreerub.',
          'Kes on loomisel või väljastatud õppijaks arvamise korraldusel, jääb alles. **Eemalda korralduselt ja uuenda nimekirja** võtab ta korralduselt maha; väljastatud korraldus tuleb enne DHISist tagasi.',
          'Kes on õppijaks arvatud, jääb alles: vormistage õpingute katkestamine või õppijaks arvamise tühistamine. Mõlemad algavad real olevast lingist.',
          'Kes Juhani vastusest puudub, jääb alati alles. Küsige Juhanist.',
          'Kelle registreering on Juhanis teisele toimumisele viidud, selle toob siia üle teie kinnitus. Kui ta on esimesel toimumisel korraldusel, ütleb plaan, mida seal enne teha.',
        ],
      },
      { heading: 'Kui isiku andmetes on viga või isik on registreerunud kaks korda' },
      {
        list: [
          'Ühe isiku viga teisi ei peata. Tühikud ja juhtmärgid puhastatakse; mida võtta ei saa (vale või välisriigi isikukood, loetamatu täht nimes), jääb registreeringu juurde nii, nagu Juhan ütles, ja varasem väärtus ei muutu. Laske see Juhanis parandada.',
          'Kelle isikukoodi ei ole või nimi ei ole loetav, selle kohta valite lehel **Isikute tuvastamine**, kes ta on; uuele isikule saab nime ja isikukoodi kirjutada.',
          'Kes on registreerunud kaks korda, on nimekirjas märgitud. Õppijaks arvatakse ta ühe registreeringuga: pange korraldusele üks ja tühistage teine. Kui sama nimi ja e-post on kahel isikul, vajutage tuvastamise lehel **Need on eri isikud**.',
        ],
      },
      {
        text: 'Kui Juhani vastus on poolik, ootamatult tühi või teise toimumise kohta või on kellegi staatus tundmatu, ei muudeta midagi. Lehel on kirjas põhjus ja registreering, mille pärast see nii on.',
      },
    ],
    next: ['continuing-directives', 'registrants'],
  },
  {
    slug: 'continuing-directives',
    contacts: true,
    title: 'Täiendusõppe korraldused',
    lead: 'Kuidas arvata registreerunud õppijaks, seda tühistada või õpingud katkestada.',
    page: { href: '/continuing-education', text: 'Täiendusõpe' },
    pieces: [
      {
        steps: [
          'Märkige toimumise lehel registreerunud ja vajutage **Tekita korraldus**. Õppijaks arvamise tühistamist ja katkestamist alustage samalt lehelt, valides korralduse liigi.',
          'Kes korraldusele ei lähe, on kirjas koos põhjusega; teised lähevad.',
          '**Lisa isikuid** korralduse lehel viib tagasi nimekirja: valige, kes pooleli korraldusele lisada, ja vajutage **Pane korraldusele**.',
          'Väljastage korraldus ja saatke DHISi nagu iga teine. Õppijaks arvatakse siis, kui allakirjutaja on DHISis kinnitanud.',
        ],
      },
      {
        list: [
          'Enne õppijaks arvamist peavad Juhani andmed olema värsked. Vananenud nimekirja uuendatakse ise; erinevused tuleb lahendada või kirjutada põhjus, mis jääb korralduse ajalukku. Sama erinevuse põhjust teist korda ei küsita.',
          'Õppijaks arvamist saab tühistada, kuni õppija ei ole õppetulemuste protokollil.',
          'Õpinguid saab katkestada alates päevast pärast toimumise esimest päeva.',
        ],
      },
    ],
    next: ['sending', 'juhan-refresh'],
  },
  {
    slug: 'juhan-statuses',
    contacts: true,
    title: 'Registreerunute staatused Juhanis',
    lead: 'Kuidas teatada Juhanile, kes täienduskoolituse lõpetas ja kes mitte.',
    page: { href: '/continuing-education', text: 'Täiendusõpe' },
    pieces: [
      {
        steps: [
          'Avage **Täiendusõpe**, seejärel toimumine, mis on Juhaniga seotud, ja **Staatused Juhanis**.',
          'Vaadake tabelist, mis on Olekus ja mis Juhanis. **Erinevad** näitab neid, kelle tulemust Juhan veel ei tea.',
          'Vajutage **Uuenda registreerunute staatust Juhanis**. Nupp on avatud, kui vähemalt ühel registreerunul on tulemus.',
          'Logist näete iga isiku kohta, kas uuendamine õnnestus. Kui ei, on põhjus real kirjas.',
        ],
      },
      { heading: 'Mida Juhanile teatatakse' },
      {
        list: [
          '**Tühistatud**: õppijaks arvamine on tühistatud.',
          '**Mitte-lõpetatud**: õpingud on katkestatud, tulemus on negatiivne, isik ei ilmunud kohale või sai tõendi.',
          '**Lõpetatud**: isik sai tunnistuse. Juhan saab ka selle numbri ja kuupäeva.',
        ],
      },
      {
        text: 'Nuppu võib vajutada mitu korda: sama tulemust teist korda ei saadeta, ebaõnnestunut proovitakse uuesti ja muutunud tulemus saadetakse uuesti.',
      },
    ],
    next: ['deliveries'],
  },
  {
    slug: 'pupils',
    title: 'Õpilased, nende andmed ja rühmad',
    lead: 'Kuidas õpilast leida, tema andmeid muuta, rühmakohti anda ja lahkumist vormistada.',
    page: { href: '/schools/pupils', text: 'Õpilased' },
    pieces: [
      {
        list: [
          'Õpilast otsige nime algusega või isikukoodiga. **Seis kuupäeval** näitab nimekirja ja paigutust mõnel muul päeval.',
          'Lahkunud õpilase leiate, kui valite oleku **kõik**.',
        ],
      },
      { heading: 'Õpilase andmed' },
      {
        steps: [
          'Avage õpilase leht ja liikuge ülemiselt ribalt sobiva osa juurde.',
          'Uue rea lisab **Lisa**; olemasoleva muutmiseks vajutage selle nimel või nupul **Muuda**.',
          'Vajutage **Salvesta**. EHISele läheb muudatuse kuupäevaga päring, kõige varem täna.',
        ],
      },
      {
        list: [
          'Kui õpilane läheb teise majja, kantakse andmed üle. Kuni filiaalivahetuse päevani muudab neid vana maja ja uus maja näeb muudatusi kohe; sellest päevast alates muudab uus maja enda omi.',
          'Üle toodud otsuse sisu ei muudeta. Vanema nõusolekut saab uus maja muuta.',
          'Lahkunud õpilase andmeid ei muudeta.',
        ],
      },
      { heading: 'Isikuandmete parandamine' },
      {
        steps: [
          'Avage õpilase leht ja vajutage **Paranda isikuandmeid**. Seda teeb KOVi ametnik või selle maja esindaja, kus laps täna on.',
          'Parandage kood või nimi ja kirjutage põhjus. Sünniaeg on isikukoodis. Koodi muutus saadetakse EHISesse, nime muutust ei saadeta.',
          'Kui samal lapsel on kaks kirjet, kirjutage vale koodiga kirjele õige kood ja märkige **Ühenda kirjed, kui see isikukood on juba teisel kirjel**.',
        ],
      },
      { heading: 'Rühmad' },
      {
        steps: [
          'Avage **Koolid**, sealt **Rühmad**, ja valige rühm või lisage uus.',
          '**Lisa koht** annab õpilasele koha; **Lõpeta** küsib viimast päeva.',
        ],
      },
      { heading: 'Lahkumine' },
      {
        steps: [
          'Vajutage õpilase lehel **Vormista lahkumine**.',
          'Kirjutage viimane päev koolis ja valige põhjus. Siis lõpevad ka kohad maja rühmades ning EHISele läheb päring.',
          'Kui lahkumine oli viga, vajutage paigutuse juures **Võta lahkumine tagasi**. See on võimalik, kuni EHIS ei ole lahkumisest teada saanud; kõik, mis lahkumisega lõppes, hakkab uuesti kehtima.',
        ],
      },
    ],
    next: ['rights'],
  },
  {
    slug: 'transfers',
    title: 'Õpilaste tõstmine teise majja',
    lead: 'Ametnik või mõlema maja esindaja viib õpilased sama kooli teise majja.',
    page: { href: '/schools/classes', text: 'Klassid' },
    pieces: [
      {
        steps: [
          'Avage **Koolid**, **Klassid** ja sealt klass. Märkige õpilased.',
          'Vajutage **Õpilaste tõstmine teise filiaali**. Nuppu näeb siis, kui omavalitsus on tõstmise lubanud ja teil on õigus ka teisele sama EHIS-IDga majale.',
          'Valige **Alates kuupäeva**, **Vali kool** ja **Paralleel**. Aken ütleb, mis läheb kaasa ja mitu päringut saadetakse EHISesse.',
          'Vajutage **Tõsta**. Kui keegi ei saa minna, ei tõsteta kedagi: aknas on kirjas, kes ja miks.',
        ],
      },
      {
        text: '**Ava plaan** näitab õpilase kaupa, mis läheb kaasa, mis jääb maha ja mis takistab. Plaanis saab takistava koha rühmas lõpetada ja tõsta need, keda miski ei takista. Mitu klassi korraga: märkige klassid klasside nimekirjas ja vajutage **Tõsta mitu klassi**.',
      },
      {
        text: 'Uue õppeaasta esimesest päevast, **1. septembrist**, lähevad õpilased uue maja järgmise numbriga klassi ja vanas majas järgmiseks õppeaastaks tehtud paigutus muutub tühiseks. Klassikursuse kordaja läheb sama numbriga klassi: märkige **Jäävad klassikursust kordama** või valige neile, kellel kordamine on juba kirjas, eraldi paralleel.',
      },
      {
        text: 'Tõstmise leht jääb alles. Enne tõstmise päeva saab seal märgitud õpilased teisele päevale viia või tagasi võtta. Tänase tõstmise saab täna tagasi võtta, kuni selle päringut ei ole EHISesse saadetud. Hiljem tõstke nad tagasi uue tõstmisega. Kõik muudatused on lehel **Paigutuslogi**.',
      },
      {
        text: 'Uue maja esindaja näeb lehel **Tulijad**, kes tuleb, kust ja mis tuleb kaasa, ning märgib kohalejõudnud saabunuks.',
      },
    ],
    next: ['next-year', 'rights'],
  },
  {
    slug: 'next-year',
    title: 'Õpilaste kopeerimine järgmisesse õppeaastasse',
    lead: 'Märgitud õpilased või terve klass saavad koha järgmise õppeaasta klassis.',
    page: { href: '/schools/classes', text: 'Klassid' },
    pieces: [
      {
        steps: [
          'Avage klass. Märkige õpilased või jätke märkimata, kui kopeerite terve klassi.',
          'Vajutage **Kopeeri järgmisesse õppeaastasse**. Igaühele on ette pandud järgmise numbri sama paralleel.',
          'Kordajale või teise paralleeli minejale valige teine klass; kes kooli lõpetab, sellele **ei kopeerita**.',
          'Vajutage **Kopeeri**. Kes on juba kopeeritud, teist korda ei kopeerita.',
          'Kes jäi enne 1. septembrit kopeerimata, selle saab eelmise õppeaasta klassist kopeerida ka hiljem.',
        ],
      },
      {
        text: 'Kui registris on sama nime ja sünniajaga laps ka teise isikukoodiga, küsitakse seda enne. Sama laps: parandage tema lehel isikukood ja liitke kirjed. Teine laps: märkige seda ja vajutage uuesti. Nii on see ka teise majja tõstmisel ja rühma koha andmisel.',
      },
    ],
    next: ['transfers'],
  },
  {
    slug: 'deliveries',
    title: 'Andmevahetus ja ootavad teated',
    lead: 'Kuidas näha, mis on teistele süsteemidele saadetud, ja lahendada, mis jäi seisma.',
    page: { href: '/deliveries', text: 'Andmevahetus' },
    pieces: [
      { heading: 'Seisma jäänud saadetis' },
      {
        steps: [
          'Avage **Andmevahetus** ja valige olek **vajab otsust**.',
          'Avage saadetis. Ülal on põhjus, all iga katse: mida saadeti ja mida vastati.',
          'Kõrvaldage põhjus ja vajutage **Saada uuesti**. Teine kord ei teki midagi topelt. Kiri läheb aadressile, mis õppijal siis on.',
          'Kui saata ei ole enam vaja (kiri anti paberil, andmed kanti EHISesse käsitsi), vajutage **Jäta ära** ja kirjutage põhjus. Dokumendi enda saadetised lahendatakse dokumendi lehel.',
        ],
      },
      { heading: 'EHISe päringud' },
      {
        text: 'Toetuste päringud ootavad õppeosakonna luba. Vaadake need üle ja vajutage **Luba saatmine**. Kui päring on juba läinud, saadetakse parandus uue päringuna.',
      },
      { heading: 'Süsteemi peatamine' },
      {
        text: 'Administraator saab süsteemi peatada ja jätkata. Peatatud süsteemile mõeldud saadetised ootavad, midagi ei lähe kaduma. Administraator näeb saadetiste seisu, aegu ja vigu, kuid mitte sisu ega isikuandmeid.',
      },
      { heading: 'Ootavad teated' },
      {
        text: 'DHISi teade, mida ei saanud kohe rakendada, ootab õppeosakonna otsust. Avage see: leht ütleb, miks teade ootab, ja pakub ainult seda, mis praegu aitab. Põhjus on alati kohustuslik.',
      },
      {
        list: [
          '**Rakenda tavaliste kontrollidega**: kontrollitakse tänase seisuga.',
          '**Tunnista kehtetuks**: dokument jääb nii, nagu see on. Kui teade on otsus, mille DHIS on juba vastu võtnud, unustab DHIS selle ja küsib allakirjutajalt uut kinnitust.',
          '**Seo dokumendiga, mille juurde see kuulub**: kirjutage dokumendi number.',
        ],
      },
      {
        text: 'Kui kinnitas vale isik, vajutage dokumendi lehel **Küsi kinnitust uuesti**: DHIS unustab vale kinnituse ja õige allakirjutaja saab kinnitada. Varasema versiooni teate saab ainult kehtetuks tunnistada.',
      },
      { heading: 'Kui DHIS ei tühista dokumenti' },
      {
        text: 'Olekus on dokument tühistatud, aga DHISis veel mitte. Dokumendi lehel saab **Saada uuesti**. Kui dokument on DHISis käsitsi tühistatud, vajutage **Märgi DHISis tühistatuks**. Väljastatud dokumendi, mis DHISis kehtima jääb, saab jätta väljastatuks: **Jäta väljastatuks**.',
      },
    ],
    next: ['sending', 'rights'],
  },
  {
    slug: 'moving-pupils',
    title: 'Õpilaste tõstmine teise filiaali',
    lead: 'Kuidas õpilane läheb sama kooli teise majja, mis temaga kaasa tuleb ja mis mitte.',
    page: { href: '/schools', text: 'Koolid' },
    pieces: [
      { heading: 'Mis peab enne olema' },
      {
        list: [
          'Mõlemal majal on sama EHIS-ID ja sama liik. Neid saab määrata kooli andmete lehel.',
          'KOVi ametnik on omavalitsuse seadistustes tõstmise lubanud: väärtus on **Jah**.',
          'Asutuse esindajal peavad olema mõlema maja õigused.',
        ],
      },
      { heading: 'Tõsta' },
      {
        steps: [
          'Avage klass ja märkige õpilased.',
          'Vajutage **Õpilaste tõstmine teise filiaali**.',
          'Täitke **Alates kuupäeva**, **Vali kool** ja **Paralleel**. Paralleele pakutakse ainult sama numbriga klassidest, 1. septembrist järgmise numbriga klassidest.',
          'Vajutage **Tõsta**.',
        ],
      },
      {
        text: 'Mitu klassi korraga tõstab **Tõsta mitu klassi**. Enne tõstmist on iga lapse juures kirjas, mis temaga kaasa tuleb ja mis takistab.',
      },
      { heading: 'Mis takistab' },
      {
        list: [
          '**Teine kool samal ajal**: lapsel on nendel päevadel juba paigutus, ka järgmisel õppeaastal, kui valite kohe ka selle klassi. Sulgudes on selle kooli nimi.',
          '**Pikapäevarühm või huviring**: lõpetage koht rühmas enne tõstmist. Huvikooli paigutused ei takista.',
          'Päev peab olema hilisem kui praeguse paigutuse algus ja samas õppeaastas või järgmise õppeaasta esimene päev, 1. september.',
        ],
      },
      {
        text: 'Kui kasvõi ühel lapsel on takistus, ei tõsteta kedagi. Takistusega lapsed on nimeliselt välja toodud.',
      },
      { heading: 'Mis kaasa tuleb' },
      {
        list: [
          'Erivajaduse andmed, Haridus- ja Noorteameti otsused koos nõusolekutega, võõrkeeled, ujumise andmed, nõusolekud, puudumised ja puudulikud aastahinded kopeeritakse. Tõstmise päevani järgib koopia vana maja andmeid, siis elavad need eraldi.',
          'Kehtivad ja tulevased õpilaspiletid liiguvad uude majja.',
          'Järgmise õppeaasta paigutus vanas majas lõpeb. Uues majas tuleb laps uuesti järgmisesse õppeaastasse kopeerida; seda saab teha ka tõstmisel.',
          'Kohad pikapäevarühmas ja huviringis kaasa ei tule.',
        ],
      },
      { heading: 'Pärast tõstmist' },
      {
        list: [
          'Vanas majas on laps enne päeva olekus „lahkub“ ja pärast seda „lahkunud“. Iga tõstmine on paigutuslogis.',
          'Enne päeva saab tõstmise viia teisele päevale või tagasi võtta, samal päeval veel tagasi võtta, kuni päringut ei ole saadetud. Hiljem tõstetakse laps vajaduse korral tagasi.',
          'Vana maja esindaja lahkunud lapse otsuseid ei näe. Uue maja esindaja saab otsuse sisu vaadata ja nõusolekut muuta.',
        ],
      },
    ],
    next: ['ehis-log', 'import-schools'],
  },
  {
    slug: 'ehis-log',
    title: 'EHISe logi',
    lead: 'Mis õpilaste kohta EHISele saadetakse, millal ja millise maja alt.',
    page: { href: '/schools/ehis-log', text: 'EHISe logi' },
    pieces: [
      {
        list: [
          'Iga muudatus õpilase lehel on logis üks päring. **Vaja saata** on päev, mil see saadetakse.',
          'Tõstmine saadetakse nii, nagu oleks laps vahetanud paralleeli: päring **Klass ja õppekava**, **Vaja saata** on tõstmise päev.',
          'Vana maja päringud, mille **Vaja saata** on enne tõstmise päeva, saadetakse vana maja alt; ülejäänud uue maja alt.',
          'Kui EHIS päringu tagasi lükkab, on tema põhjus päringu juures kirjas. Kui põhjus on kõrvaldatud, vajutage **Saada uuesti**. Kui vale oli sisu, parandage andmed õpilase lehel (sellest läheb uus päring) ja vajutage vana juures **Jäta ära**: muidu ootavad sama lapse järgmised päringud selle taga.',
          'Päringu saab kinni pidada ja hiljem saata. Ühe lapse päringud lähevad alati järjekorras.',
        ],
      },
    ],
    next: ['moving-pupils'],
  },
  {
    slug: 'import-schools',
    title: 'Koolide andmete import',
    lead: 'Kuidas KOVi ametnik toob majad, klassid, õpilased ja nende andmed oma tabelitest sisse.',
    page: { href: '/import', text: 'Andmete import' },
    pieces: [
      {
        steps: [
          'Laadige alla tabelipõhi (XLSX või CSV). Teisel lehel on kirjas, mida igasse veergu kirjutada.',
          'Täitke tabel ja valige **Mida sisse tuua** ja **Fail**. Vajutage **Vaata üle**.',
          'Vaadake, mis on uus, mis muutub ja mis on vigane. Vea juures on rea number ja veerg.',
          'Vajutage **Vii andmed sisse**.',
        ],
      },
      { heading: 'Hea teada' },
      {
        list: [
          'Järjekord: klassifikaatorid, majad, klassid, õpilased, rühmad ja siis muud andmed.',
          'Sama faili võib tuua mitu korda: topelt ei teki midagi. Tühi lahter jätab senise väärtuse muutmata.',
          'Vigased read jäävad välja, ülejäänud lähevad sisse. **Vigased read failina** annab need parandamiseks tagasi.',
          'Sisse saab tuua ainult oma omavalitsuse majade ja õpilaste andmeid.',
          'Sisse toodust EHISele ei teatata: see on seis, mis EHISes juba on. Õpilaste paigutamine jääb paigutuslogisse.',
          'Lapse nime fail ei muuda: kui nimi erineb, jääb rida välja. Nimi parandatakse õpilase lehel (**Paranda isikuandmeid**).',
          'Kui isikukood on registris parandatud või on sama nime ja sünniajaga laps seal juba teise koodiga, jääb rida välja. Sama lapse kood parandatakse tema lehel; kui tegu on teise lapsega, kirjutage veergu **Eri isik** „jah”.',
          'Kui lapse tõstmine teise majja ootab oma päeva, muutke tema andmeid õpilase lehel.',
          'Lahtrites kehtivad samad piirid mis vormides. Kuidas päevi ja koode kirjutada, on lehel **Andmete import**.',
        ],
      },
    ],
    next: ['moving-pupils', 'ehis-log'],
  },
  {
    slug: 'sign-in',
    title: 'Sisselogimine, keel ja välimus',
    lead: 'Kuidas sisse ja välja logida ning Olekut enda järgi seada.',
    pieces: [
      {
        list: [
          'Vajutage **Logi sisse asutuse kontoga**. Kasutaja loob administraator; sisselogimine ise kasutajat ei loo.',
          'Seanss kestab kümme tundi. Kui see lõpeb keset tööd, logige uuesti sisse: vorm on alles.',
          'Keelt vahetab nupp üleval paremal. Heleda või tumeda välimuse leiate oma nime alt.',
          '**Logi välja** on samuti nime all.',
          'Liivakastis saab sisse logida väljamõeldud isikuna, ühe vajutusega. Midagi ei jõua päris süsteemidesse.',
        ],
      },
    ],
    next: ['rights'],
  },
  {
    slug: 'rights',
    title: 'Kes mida näeb ja teha saab',
    lead: 'Õigused tulevad rollist ja üksustest. Mida ei ole lubatud, seda Olek ei näita.',
    pieces: [
      {
        list: [
          '**Struktuuriüksuse töötaja** vormistab oma üksuste dokumente. Teiste kavandeid näeb ja muudab see, kellel on märge „teiste koostatud dokumendid”.',
          '**Täiendusõppe koordinaator** haldab oma üksuste täiendusõpet: programme, toimumisi, registreerunuid, nende korraldusi ja protokolle.',
          '**Õppeprodekaan** näeb oma üksuste väljastatud dokumente ja õppijaid. Ta kinnitab DHISis.',
          '**Õppeosakond** näeb kõiki dokumente ja õppijaid, tühistab registreeritud korraldusi ja lahendab ootavaid teateid.',
          '**Õppeprorektor** on prorektori korralduste allakirjutaja.',
          '**Kantselei** näeb väljastatud dokumente ja tühistab registreeritud esildisi.',
          '**Rahandusosakond** näeb toetusi; õppija lehelt nime ja toetusi.',
          '**KOVi ametnik** näeb oma omavalitsuse koole ja õpilasi, tõstab õpilasi, toob andmeid sisse ja seab omavalitsuse seadistusi.',
          '**Asutuse esindaja** näeb oma majade klasse ja õpilasi ning tõstab neid, kui tal on mõlema maja õigused. Ülikooli andmeid kumbki ei näe, ülikool ei näe õpilasi.',
          '**Administraator** haldab kasutajaid, rolle, struktuuriüksusi ja andmevahetust. Dokumentide sisu ja isikuandmeid see roll ei näita.',
        ],
      },
      {
        text: 'Kui teile ei ole midagi lubatud, ütleb Olek „Sellist lehte ei ole”. Õigusi muudab administraator ja need kehtivad järgmisest vajutusest.',
      },
    ],
    next: ['sign-in', 'directive'],
  },
]
