import { type Chance, chanceFrom } from '../demo/chance.ts'

/**
 * Persons to be found, and how others write them: generated from a seed. Forenames and surnames as many peoples of an
 * English town write them, put together by chance; nobody is meant. Common names are common: by Zipf's law.
 */
export interface Somebody {
  given: string
  family: string
  born: string
}
export interface Sought extends Somebody {
  /** What was done to the name. */
  how: (typeof ways)[number]
  /** Which of the persons it is. */
  of: number
}
export const ways = ['misspelt', 'swapped', 'transliterated', 'shortened'] as const

interface Tradition {
  weight: number
  given: readonly (readonly string[])[]
  family: readonly (readonly string[])[]
}

/** Groups of spellings of one name: `Ivan/Иван`. */
const groups = (text: string) =>
  text
    .trim()
    .split(/\s+/)
    .map((group) => group.split('/'))
const joinedOf = (first: string, second: string) =>
  first
    .trim()
    .split(/\s+/)
    .flatMap((one) =>
      second
        .trim()
        .split(/\s+/)
        .map((other) => [one + other]),
    )

const cyrillic: Readonly<Record<string, string>> = {
  shch: 'щ',
  zh: 'ж',
  kh: 'х',
  ts: 'ц',
  ch: 'ч',
  sh: 'ш',
  yu: 'ю',
  ya: 'я',
  a: 'а',
  b: 'б',
  c: 'к',
  v: 'в',
  w: 'в',
  g: 'г',
  d: 'д',
  e: 'е',
  z: 'з',
  i: 'и',
  y: 'й',
  j: 'й',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  f: 'ф',
  h: 'х',
  x: 'кс',
  q: 'к',
}
const inCyrillic = (name: string) =>
  name.toLowerCase().replace(/shch|zh|kh|ts|ch|sh|yu|ya|[a-z]/g, (letters) => cyrillic[letters] ?? letters)
const slavic = (text: string) => groups(text).map((group) => [...group, inCyrillic(group[0]!)])

const traditions: readonly Tradition[] = [
  {
    weight: 46,
    given:
      groups(`Oliver George Harry Noah Jack Leo Arthur Oscar Charlie Henry Theodore Freddie Alfred Archie Joshua James William/Wiliam
      Thomas Robert/Robart Richard Edward Daniel David Stephen/Steven Andrew Anthony/Antony Matthew/Mathew Christopher/Kristopher Nicholas/Nicolas Alexander
      Benjamin Samuel Joseph Michael/Micheal Jonathan/Jonathon Jacob Patrick Timothy Vincent Lawrence/Laurence Frederick/Fredrick Philip/Phillip Gregory
      Olivia Amelia Isabella Emily Charlotte Elizabeth/Elisabeth Katherine/Catherine/Kathryn Margaret Rebecca/Rebekah Jennifer/Jenifer Jessica Victoria Susan Patricia Deborah/Debra
      Abigail/Abigale Eleanor/Elinor Harriet/Harriett Josephine Stephanie/Stefanie Gabrielle Natasha Nicola/Nichola Samantha Sarah/Sara Sophia/Sofia Rachel/Rachael Pamela Melissa Madeleine/Madeline Georgina Frances
      Sean/Shaun Ian/Iain Lesley/Leslie Geoffrey/Jeffrey Graham/Graeme Callum/Calum Connor/Conor Aidan/Aiden Rhys/Reece Megan/Meghan Caitlin/Katelyn Zoe/Zoë Chloe/Chloë Hannah/Hanna Lucy/Lucie Ellen/Helen Louise Claire/Clare`),
    family: [
      ...groups(`Smith/Smyth Jones Taylor/Tayler Brown/Browne Williams Wilson/Willson Johnson/Johnston Davies/Davis Robinson Wright/Right Thompson/Thomson Evans Walker White/Whyte Roberts Green/Greene
        Hall Wood Jackson Clarke/Clark Harris/Harries Lewis/Louis Martin/Marten Cooper Ward Turner Hill Moore/More Morris/Maurice Baker Phillips/Philips Stewart/Stuart Reid/Reed/Read Shepherd/Sheppard/Shepard Neill/Neil Allen/Allan/Alan`),
      ...joinedOf(
        `Ash Black Brad Brook Burn Car Chad Clay Cran Dal Dun East Ed Els Fair Fal Fen Gar Gold Graf Hal Ham Hart Has Hay Hem Hol Horn Hut Ken Kil Kings Lang Law Led Lin Long Mal Mar Mel Mid Mor Nor Oak Os Pem Pen Rad Red Rock Ros Row Sand Shel Sher Stan Stock Sut Thorn Til Trent Up Wal War Wat Wel West Whit Wil Win Wood Wor`,
        `ford ton ley well man wood field worth ham combe bury dale gate stead wick by croft den more land burn hurst`,
      ),
    ],
  },
  {
    weight: 18,
    given:
      groups(`Mohammed/Muhammad/Mohamed/Mohammad/محمد Ahmed/Ahmad/Ahmet/أحمد Ali/Aly/علي Hassan/Hasan/حسن Hussain/Hussein/Husain/حسين Ibrahim/Ebrahim/إبراهيم Yusuf/Yousef/Youssef/يوسف Omar/Umar/عمر
      Abdullah/Abdulla/عبدالله Khalid/Khaled/خالد Tariq/Tarik/طارق Bilal/Belal/بلال Hamza/Hamzah/حمزة Ismail/Ismael/إسماعيل Imran/Emran Usman/Osman/Uthman/عثمان Faisal/Faysal/فيصل Rashid/Rasheed/رشيد Karim/Kareem/كريم Salim/Saleem/سليم
      Mustafa/Mustapha/مصطفى Suleiman/Sulayman/سليمان Idris/Idrees Zakariya/Zakaria Junaid/Junayd Nasir/Naseer Jamal/Jamaal/جمال Adil/Adeel Sohail/Suhail Shahid/Shaheed Wasim/Waseem Zubair/Zubayr Haroon/Harun
      Fatima/Fatimah/فاطمة Aisha/Ayesha/Aysha/عائشة Khadija/Khadijah/خديجة Maryam/Mariam/مريم Zainab/Zaynab/زينب Safiya/Safiyyah Sumaya/Sumayyah Hafsa/Hafsah Noor/Nur/نور Amina/Aminah/آمنة Yasmin/Yasmeen/ياسمين Layla/Laila/Leila/ليلى Samira/Sameera Nadia/Nadiya Rukhsana/Ruksana Shabnam Tahira/Tahirah Farah/Farrah Saira/Saera Iqra/Ikra`),
    family:
      groups(`Khan/Kahn/خان Ahmed/Ahmad/أحمد Hussain/Hussein/Hossain/حسين Ali/Aly Malik/Malek/مالك Iqbal/Ikbal/إقبال Begum/Begam Akhtar/Akther/أختر Mahmood/Mahmud/Mehmood/محمود Rahman/Rehman/رحمن Shah/Sha/شاه Mirza/Mirzah Chaudhry/Choudhury/Chowdhury/Chaudhary/চৌধুরী
      Aziz/Azeez/عزيز Qureshi/Quraishi/Koreshi Sheikh/Shaikh/شيخ Siddiqui/Siddique/Sidiki Ansari/Ansary Bhatti/Bhati Butt/But Dar/Daar Farooq/Faruq/Farouk Ghani/Gani Hamid/Hameed Haq/Haque/Huq Islam/Eslam Javed/Javaid Kazmi/Kasmi Khatun/Khatoon Latif/Lateef
      Mahmoud Majid/Majeed Mansoor/Mansur Miah/Mia/Meah Mohsin/Muhsin Mughal/Mogul Nawaz/Navaz Nazir/Nazeer Parveen/Perveen Qasim/Kasim/Qasem Rafiq/Rafique Rashid/Rasheed Raza/Reza Riaz/Riyaz Sadiq/Sadeq Saeed/Sayeed/Said Saleem/Salim Sharif/Shareef Sultan/Soltan Tahir/Taher Uddin/Udin Ullah/Ulla Yaqub/Yakub/Yaqoob Younis/Yunus Zaman/Zamaan Abbasi/Abbassi Awan/Avan Bashir/Basheer Baig/Beg Hayat/Hyat Jahangir/Jehangir Kiani/Kayani Lodhi/Lodi Minhas/Menhas Niazi/Niyazi Rana/Ranna Satti/Sati Warsi/Varsi Zaidi/Zaydi
      Abdi/Cabdi Warsame/Warsama Farah/Faarax Hersi/Xersi Osman/Cusmaan Jama/Jaama Nur/Noor Yusuf/Yuusuf Duale/Ducaale Egal/Cigaal Guled/Guuleed Samatar/Samater Haji/Hajji Barre/Bare Aden/Aadan`),
  },
  {
    weight: 18,
    given:
      slavic(`Ivan/Iwan Dmitri/Dimitri/Dmitry Sergei/Sergey Aleksander/Aleksandr/Alexander Mikhail/Michail Nikolai/Nikolay Vladimir/Wladimir Pavel/Pawel Andrei/Andrej/Andrey Yuri/Juri/Jurij Oleg/Olegh Viktor/Wiktor Boris/Borys Maksim/Maxim
      Tomasz/Tomas Krzysztof/Kristof Piotr/Petr Jakub/Yakub Marcin/Martsin Wojciech/Vojtech Stanislaw/Stanislav Grzegorz/Gregorz Lukasz/Lukas Mateusz/Mateus Bartosz/Bartos Kamil/Camil
      Ekaterina/Yekaterina/Katerina Tatiana/Tatyana Svetlana/Swetlana Natalia/Nataliya Irina/Iryna Olga/Olha Ludmila/Lyudmila Anastasia/Anastasiya Yelena/Elena/Jelena Maria/Mariya Anna/Ania Agnieszka/Agneszka Katarzyna/Katarsyna Malgorzata/Malgozata Joanna/Johanna Zofia/Sofia Magdalena/Magda Ewa/Eva Dorota/Dorotha Monika/Monica`),
    family: [
      ...slavic(
        `Ivanov/Iwanow Petrov/Petrow Smirnov/Smirnow Kuznetsov/Kusnezow Popov/Popow Sokolov/Sokolow Lebedev/Lebedew Kozlov/Koslow Novak/Nowak Kowalski/Kovalski Wisniewski/Vishnevski Wojcik/Voytsik Kaminski/Kaminsky Lewandowski/Levandovski Zielinski/Zelinski Szymanski/Shimanski Wozniak/Voznyak Dabrowski/Dombrovski Kozlowski/Kozlovski Jankowski/Yankovski`,
      ),
      ...joinedOf(
        'Adam Bart Bog Bor Chern Dan Dobr Drag Fed Gor Grab Gren Jan Jar Kal Kam Kar Kas Kir Kol Kov Kras Krum Lis Luk Mach Mal Mar Mil Mir Naz Nik Ol Ost Paw Pol Rad Rog Rom Rud Sad Sav Sem Sid Slav Sob Stan Tar Tom Tru Vas Vol Zab Zar Zel',
        'ovski ewicz enko ov ova ak chuk insky anov ulski icki aitis owiak ashvili escu oiu eanu imov',
      ).map(([name]) => [name!, inCyrillic(name!)]),
    ],
  },
  {
    weight: 10,
    given: groups(
      `Gurpreet/Gurprit Harpreet/Harprit Manpreet/Manprit Jaspreet/Jasprit Rajesh/Rajes Rajinder/Rajender Sandeep/Sandip Kuldeep/Kuldip Parminder/Paraminder Surinder/Surender Amit/Ameet Anil/Aneel Deepak/Dipak Priya/Preya Sunita/Suneeta Kavita/Kaveeta Meera/Mira Neha/Neeha Pooja/Puja Ravi/Ravee Sanjay/Sanjai Vijay/Vijai Vikram/Wikram Lakshmi/Laxmi Aarti/Arti Bhavna/Bhawna Chetan/Chethan Dinesh/Dinesha Ganesh/Ganes Hitesh/Hetesh Jyoti/Jyothi Kiran/Kirann Manish/Maneesh Nikhil/Nikil Rakesh/Rakes Suresh/Sures Usha/Oosha`,
    ),
    family: [
      ...groups(
        `Singh/Sing Kaur/Kour Patel/Patell Sharma/Sharmah Shah/Sha Gill/Gil Sandhu/Sandu Dhillon/Dhilon Grewal/Garewal Sidhu/Sidu Bains/Bens Chahal/Chahel Mistry/Mistri Desai/Desay Joshi/Joshee Mehta/Mehtah Parmar/Permar Rathod/Rathore Solanki/Solanky Chauhan/Chohan/Chouhan Gupta/Guptha Verma/Varma Kumar/Kumaar Reddy/Reddi Nair/Nayar Iyer/Iyar Pillai/Pillay Menon/Mennon Rao/Row Das/Dass`,
      ),
      ...joinedOf(
        'Bal Bhal Chan Dev Dhar Gop Har Jag Kal Kris Lal Man Nar Pad Raj Ram Sar Sub Sud Tej Ved Vis',
        'want deep esh inder aswami athan endran amoorthy apalan kar wal wala puri jit',
      ),
    ],
  },
  {
    weight: 8,
    given: groups(
      `Oluwaseun/Oluseun Oluwatobi/Olutobi Chukwuemeka/Chukuemeka Adebayo/Adebajo Babatunde/Babatunday Temitope/Temitopeh Folasade/Folashade Ayodele/Ayodeli Ngozi/Ngosi Chioma/Chyoma Kwame/Kwami Kofi/Koffi Abena/Abenaa Akosua/Akosuah Yaw/Yao Ama/Amma Emmanuel/Emanuel Blessing/Blesing Grace/Grayce Samuel/Samwel Tendai/Tendayi Tafadzwa/Tafadswa Nyasha/Niasha Thabo/Tabo Sipho/Sifo Nomvula/Nomvulah Amadou/Amadu Fatou/Fatu Moussa/Musa Ousmane/Usman Mariama/Mariamah Ibrahima/Ebrahima`,
    ),
    family: [
      ...groups(
        `Okafor/Okafo Okeke/Okekeh Adeyemi/Adeyemy Adebayo/Adebajo Mensah/Mensa Owusu/Owuso Boateng/Boaten Asante/Ashanti Diallo/Jallow/Djallo Traore/Traoré Keita/Keyta Ndiaye/Njie Sesay/Sesey Kamara/Camara Bangura/Bangora Moyo/Moyoh Ncube/Nqube Dube/Doobe`,
      ),
      ...joinedOf(
        'Ade Ola Olu Ogun Aki Ayo Baba Chi Eze Nwa Obi Oko Onye Uche Ike Ama Kwa Nana Osei Mba',
        'bayo dele femi kunle sola tunde wale yemi chukwu gozie kwu mba nna ora tola wuma',
      ),
    ],
  },
]

const surnamesAtOnce = 12

/** Somebody with every spelling of their names. */
export interface Person extends Somebody {
  spellings: { given: readonly string[]; family: readonly (readonly string[])[] }
}

/** So many persons, the same from the same seed. */
export function* inventPersons(count: number, seed: number): Generator<Person> {
  const chance = chanceFrom(seed)
  const weights = Object.fromEntries(traditions.map(({ weight }, at) => [at, weight]))
  for (let made = 0; made < count; made++) {
    const tradition = traditions[Number(chance.weighted(weights))]!
    const given = zipf(chance, tradition.given)
    const family = [zipf(chance, tradition.family)]
    if (chance.below(surnamesAtOnce) === 0) family.push(zipf(chance, tradition.family))
    yield {
      given: spelling(chance, given),
      family: family.map((group) => spelling(chance, group)).join(chance.below(2) ? '-' : ' '),
      born: day(chance),
      spellings: { given, family },
    }
  }
}

/** Names in Latin letters, as a register has them. */
const latin = (group: readonly string[]) => group.filter((name) => /^[\p{Script=Latin}]+$/u.test(name))
const spelling = (chance: Chance, group: readonly string[]) => {
  const spellings = latin(group)
  return chance.below(3) ? spellings[0]! : chance.pick(spellings)
}

/** The first is picked most often, the tenth a good deal less: by the root of its place, so that no name is everybody's. */
const zipf = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(from.length * chance.next() ** 1.7)]!

const day = (chance: Chance) =>
  new Date(Date.UTC(1965, 0, 1) + chance.below(48 * 365) * 86_400_000).toISOString().slice(0, 10)

/** How somebody else writes a person: their name in one of the ways, and always another birth date. */
export function sought(chance: Chance, person: Person, of: number): Sought {
  const how = ways[of % ways.length]!
  const name = written[how](chance, person)
  const unchanged = name.given === person.given && name.family === person.family
  if (unchanged) name.family = slip(chance, name.family)
  return { ...name, born: otherDay(chance, person.born), how, of }
}

type Written = (chance: Chance, person: Person) => { given: string; family: string }
const written: Record<(typeof ways)[number], Written> = {
  misspelt(chance, { given, family }) {
    const where = chance.below(4)
    return {
      given: where === 0 || where === 3 ? slip(chance, given) : given,
      family: where > 0 ? slip(chance, family) : family,
    }
  },
  swapped: (chance, { given, family }) => ({ given: chance.below(3) ? family : slip(chance, family), family: given }),
  transliterated: (chance, { given, family, spellings: known }) => ({
    given: other(chance, known.given, given),
    family: chance.below(2) ? family : known.family.map((group) => other(chance, group, group[0]!)).join(' '),
  }),
  shortened(chance, { given, family }) {
    const parts = family.split(/[ -]/)
    const short = shortForms.get(given.toLowerCase())
    const less = short ? chance.pick(short) : given.length > 5 ? given.slice(0, 3 + chance.below(2)) : given
    return { given: less, family: parts.length > 1 ? chance.pick(parts) : family }
  },
}
const other = (chance: Chance, group: readonly string[], than: string) => {
  const others = group.filter((name) => name !== than)
  return others.length ? chance.pick(others) : than
}

const shortForms = new Map(
  `william:bill,will,billy robert:bob,rob richard:rick,dick edward:ed,ted,eddie daniel:dan,danny david:dave stephen:steve steven:steve andrew:andy,drew anthony:tony matthew:matt christopher:chris nicholas:nick alexander:alex,sandy benjamin:ben samuel:sam joseph:joe michael:mike,mick jonathan:jon jacob:jake patrick:pat,paddy timothy:tim vincent:vince lawrence:larry frederick:fred philip:phil gregory:greg thomas:tom james:jim,jamie charlotte:lottie,charlie elizabeth:liz,beth,betty katherine:kate,kathy margaret:maggie,peggy rebecca:becky jennifer:jen,jenny jessica:jess victoria:vicky susan:sue patricia:pat,trish deborah:debbie abigail:abi eleanor:ellie,nell harriet:hattie josephine:jo,josie stephanie:steph gabrielle:gabby natasha:tasha nicola:nicky samantha:sam sarah:sally rachel:rach pamela:pam melissa:mel madeleine:maddie georgina:georgie frances:fran amelia:amy,millie isabella:izzy,bella olivia:liv mohammed:mo,md muhammad:mo mustafa:mus abdullah:abdul ibrahim:ibby khadija:dija fatima:fati aleksander:sasha,alek ekaterina:katya dmitri:dima vladimir:vova,vlad mikhail:misha nikolai:kolya sergei:serge maria:masha anastasia:nastya tatiana:tanya svetlana:sveta yelena:lena malgorzata:gosia katarzyna:kasia agnieszka:aga tomasz:tomek piotr:piotrek jakub:kuba gurpreet:preet harpreet:harry rajesh:raj rajinder:raj sandeep:sunny kuldeep:deep oluwaseun:seun oluwatobi:tobi chukwuemeka:emeka adebayo:bayo babatunde:tunde temitope:temi folasade:sade ayodele:ayo`
    .split(' ')
    .map((line) => [line.split(':')[0]!, line.split(':')[1]!.split(',')] as const),
)

const letters = 'abcdefghijklmnoprstuvwyz'
/** One slip of a hand or an ear: a letter left out, doubled, taken for another, put in, or two that changed places. */
function slip(chance: Chance, name: string): string {
  const at = 1 + chance.below(Math.max(1, name.length - 1))
  const [before, letter, after] = [name.slice(0, at), name[at] ?? '', name.slice(at + 1)]
  switch (chance.below(5)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + letters[chance.below(letters.length)]! + after
    case 3:
      return before + letters[chance.below(letters.length)]! + letter + after
    default:
      return name.slice(0, at - 1) + letter + name[at - 1]! + after
  }
}

/** Another date for one: day and month changed places, or the day, the month or the year wrong. */
function otherDay(chance: Chance, born: string): string {
  const [year, month, date] = born.split('-').map(Number) as [number, number, number]
  const one = (from: number, to: number, not: number) => {
    const drawn = from + chance.below(to - from)
    return drawn >= not ? drawn + 1 : drawn
  }
  const write = (y: number, m: number, d: number) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  if (date <= 12 && date !== month && chance.below(2)) return write(year, date, month)
  switch (chance.below(3)) {
    case 0:
      return write(year, month, one(1, 28, date))
    case 1:
      return date > 28 ? write(year, month, one(1, 28, date)) : write(year, one(1, 12, month), date)
    default:
      return date > 28
        ? write(year, month, one(1, 28, date))
        : write(chance.below(2) ? year - 1 : year + 1, month, date)
  }
}
