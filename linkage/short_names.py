"""Short forms and spellings of forenames, so that Katie and Catherine are looked at together."""

from __future__ import annotations

# Short forms in common use in England. One short form may stand for several names, so Sam
# agrees with Samuel and with Samantha, while Samuel and Samantha do not agree.
SHORT_FORMS: dict[str, str] = {
    "abdullah": "abdallah abdulla", "abdulrahman": "abdurrahman abdurahman abdirahman",
    "abigail": "abi abbie abby gail abbi", "adebayo": "bayo", "agnieszka": "aga",
    "ahmed": "ahmad ahmet axmed", "aiden": "aidan aden aydan",
    "aisha": "ayesha aysha aishah ayse aishat asha", "alan": "al allan allen", "aleena": "alena",
    "aleksander": "olek aleksandr oleksandr", "aleksandra": "ola oleksandra",
    "alexander": "alex al xander sandy alec aleksander oleksandr aleksandr alexandru",
    "alexandra": "alex lexi lexie sandra alexa aleksandra oleksandra", "alexandru": "alex sandu",
    "alfred": "alfie alf fred", "alisha": "alesha aleesha", "alison": "ali allie",
    "aliza": "aleeza alizah", "amelia": "amy millie mille emmy", "amina": "aminah ameena ameenah",
    "amira": "ameera amirah ameerah", "anastasia": "anastasiia nastya anastasiya",
    "anaya": "anayah", "andrei": "andriy andrii andrey", "andrew": "andy drew andrzej andrei",
    "angela": "angie", "anthony": "tony antony ant antoni anton", "antoni": "antek",
    "aoife": "eefa", "archibald": "archie", "arjun": "arjan", "artem": "artyom artiom",
    "arthur": "art artie", "ayaan": "ayan", "ayat": "aayat", "ayodele": "ayo dele", "ayse": "aise",
    "babatunde": "tunde", "barbara": "barb babs", "bartlomiej": "bartek", "bartosz": "bartek",
    "benjamin": "ben benji benny", "bethany": "beth", "bilal": "bilaal belal", "bohdan": "bogdan",
    "caasha": "asha", "cabdi": "abdi", "caitlin": "katelyn kaitlyn caitlyn kaitlin",
    "cameron": "cam", "caoimhe": "keeva kiva", "caroline": "carrie caz", "carys": "cerys",
    "catherine": "cathy kathy kate katie cath kat katherine kathryn katharine cat katarzyna kateryna ecaterina",
    "charles": "charlie chas chaz", "charlotte": "charlie lottie char", "chelsea": "chelsie",
    "chidinma": "chidi dinma", "christina": "chris tina chrissie",
    "christine": "chris chrissie tina", "christopher": "chris topher kit krzysztof",
    "chukwuemeka": "emeka", "cian": "kian keane", "ciara": "keira kiera",
    "ciaran": "kieran kieron kiaran", "constantin": "costel", "cristina": "kristina cristiana",
    "daniel": "dan danny danylo", "danielle": "dani danni", "danylo": "danilo danila",
    "darcy": "darcey", "david": "dave davey", "dawud": "dawood daud daoud",
    "deborah": "debbie deb debra", "dmytro": "dmitri dmitry dima dmitriy",
    "dominic": "dom dominik", "dominika": "domi", "dorde": "djordje", "dorothy": "dot dottie",
    "ecaterina": "caterina katerina", "edward": "ed eddie ted teddy ned",
    "eleanor": "ellie nell nora elle", "elena": "olena yelena ileana",
    "elizabeth": "liz lizzie beth betty eliza libby elsie lily bess lisa elzbieta ela",
    "elliot": "elliott eliot", "emilia": "millie milly emmy", "emily": "em emmy emilie emmie",
    "emine": "emineh", "emma": "em emmie", "eoin": "owen eoghan", "faduma": "fadumo",
    "farooq": "faruk farouk faruq", "fatima": "fatimah fatema fatma fatoumata faduma fadumo",
    "finlay": "finley finlee", "florence": "flo florrie flossie", "folasade": "sade",
    "frances": "fran frankie", "francesca": "fran frankie", "francis": "frank frankie",
    "franciszek": "franek", "frederick": "fred freddie freddy", "gabriel": "gabe",
    "gabriella": "gabby gabi ella", "geoffrey": "geoff jeff jeffrey",
    "george": "georgie jerzy gheorghe", "georgia": "georgie", "georgina": "georgie gina",
    "gerald": "gerry jerry", "gethin": "geth", "gheorghe": "george gigi", "gregory": "greg",
    "grzegorz": "grzesiek", "gurpreet": "gurprit", "hafsa": "hafsah", "halima": "haleema halimah",
    "hamza": "hamzah", "hannah": "hanna", "harold": "harry hal", "harpreet": "harprit",
    "harriet": "hattie harri", "harrison": "harry", "hassan": "hasan xasan", "hatice": "hatije",
    "hayden": "haydn haiden", "henry": "harry hal", "hiba": "hibah heba", "hodan": "hodo",
    "holly": "hollie", "huda": "hudaa", "humza": "humzah", "huseyin": "husein",
    "hussain": "hussein husain hossain huseyin hossein husayn",
    "ibrahim": "ebrahim ibraheem ibrahima", "idris": "idrees", "ieuan": "iwan ifan",
    "ifeoma": "ify", "ilyas": "elyas ilias", "inaya": "inayah inaaya", "ioan": "ion ionut",
    "iqra": "iqraa", "isa": "eesa essa issa", "isabel": "izzy bella isobel isabelle izzie",
    "isabella": "izzy bella isabel isabelle izzie", "ishaq": "ishaaq isaaq", "isla": "iyla",
    "ivan": "vanya", "jacob": "jake jakub yakub yaqub", "jacqueline": "jackie jacqui",
    "jakub": "kuba jakob", "james": "jim jimmy jamie jem", "jamila": "jameela jamilah",
    "jan": "janek jas", "jane": "janey", "jasmine": "jas jaz", "jaspreet": "jasprit",
    "jayden": "jaden jaiden jaydon", "jeffrey": "jeff", "jennifer": "jen jenny jenni",
    "jessica": "jess jessie", "joanna": "jo joanne", "john": "jack johnny jon jan ivan ioan",
    "jonathan": "jon jonny johnathan", "joseph": "joe joey jo", "josephine": "josie jo",
    "joshua": "josh", "julia": "julie jules yuliia yulia", "kacper": "kasper", "karim": "kareem",
    "katarzyna": "kasia katarina kaska", "kateryna": "katya katia", "kayden": "kaden kaiden caden",
    "kelsey": "kelsie kelsea", "kenneth": "ken kenny",
    "khadija": "khadeja khadijah khadeeja hadija", "khadra": "qadra", "khalid": "khaled",
    "kimberley": "kim kimberly", "krzysztof": "krzys", "kwame": "kwami",
    "latifa": "lateefa latifah", "laura": "laurie", "lauren": "laurie loz",
    "layla": "leila laila leyla", "leonard": "len lenny leo", "lewis": "lew louis",
    "lillian": "lily lilly lil", "llewelyn": "llew llewellyn", "louis": "lou louie lewis",
    "louise": "lou", "lucas": "luke luca lukasz lukas", "lukasz": "lukas", "lyla": "lila",
    "maciej": "maciek", "madeleine": "maddie maddy madeline", "madison": "maddie maddy",
    "magdalena": "magda lena", "mahamed": "maxamed maxamuud", "malgorzata": "gosia",
    "mamadou": "mamadu", "manpreet": "manprit", "margaret": "maggie meg peggy greta marge",
    "mariia": "mariya maria", "martin": "marty", "mary": "molly polly",
    "maryam": "mariam maryum mariyam miryam", "mateusz": "mati", "matilda": "tilly tilda",
    "matthew": "matt matty mathew mateusz matei", "maximilian": "max", "megan": "meg",
    "mehmet": "mehmed", "melanie": "mel", "melissa": "mel lissa missy", "mia": "mya",
    "michael": "mike mick mickey micky mikey michal mihai mykhailo mikail", "michal": "mihal",
    "mihai": "mihail misu", "mikail": "mikaeel mikaeil mikhail", "miles": "myles",
    "mohammed": "mohammad muhammad mohamed muhammed mohamad mo mohd md muhamed mahomed mehmet mahamed muxamed maxamed mehmed",
    "muneeb": "munib", "munir": "muneer", "musa": "moosa mousa", "mustafa": "mustapha moustafa",
    "mykhailo": "mykhaylo misha", "mykola": "nikolai nikolay", "nabila": "nabeela nabilah",
    "nadim": "nadeem", "naim": "naeem", "nasir": "naseer nasser", "nasrin": "nasreen",
    "natalia": "nataliya nataliia natalya", "natalie": "nat", "natasha": "tasha nat",
    "nathan": "nate nat", "nathaniel": "nate nathan nat", "nazia": "naziya",
    "nevaeh": "neveah neveyah", "niamh": "neve nieve",
    "nicholas": "nick nicky nicolas mykola nicolae mikolaj", "nicola": "nicky nic nikki",
    "nicolae": "nicu", "nkechi": "kechi", "noor": "nur nour", "nusrat": "nushrat",
    "oisin": "osheen", "oleksii": "oleksiy alexei alexey", "oliver": "olly ollie oli oliwier",
    "olivia": "liv livvy olly oliwia", "oliwia": "oliviya", "oliwier": "oliwer", "olumide": "olu",
    "oluwadamilola": "dami damilola", "oluwaseun": "seun", "oluwaseyi": "seyi",
    "oluwatobi": "tobi", "omar": "umar omer umer", "orlaith": "orla orlagh", "owain": "owen",
    "padraig": "patrick paudie padraic", "pamela": "pam", "patricia": "pat trish patsy",
    "patrick": "pat paddy", "paul": "pawel pavel", "pawel": "pavel", "penelope": "penny",
    "peter": "pete piotr petro", "philip": "phil phillip pip filip", "phoebe": "phebe",
    "piotr": "piotrek petr petru", "rabia": "rabiya", "rachel": "rach rachael", "rahim": "raheem",
    "rashid": "rasheed", "rebecca": "becky bex becca beck", "reginald": "reg reggie",
    "rhys": "reece rees reese", "richard": "rich dick rick ricky richie",
    "robert": "rob bob bobby robbie bert", "robin": "robyn", "roderick": "rod roddy",
    "roisin": "rosheen", "ronald": "ron ronnie", "rose": "rosie", "rosemary": "rose rosie",
    "ruairi": "rory ruari ruaridh", "rukhsana": "ruksana roksana",
    "ruqayya": "ruqayyah rukayya ruqaiya", "ryan": "rian", "sadia": "sadiya saadia",
    "saeed": "said sayeed saaed", "safiya": "safiyah safia safiyya", "sahra": "saharra",
    "salim": "saleem", "samantha": "sam sammy", "samina": "sameena saminah",
    "samira": "sameera samirah", "samuel": "sam sammy samuil", "saoirse": "sersha seersha",
    "sarah": "sara sally", "seamus": "shamus", "sean": "shaun shawn", "sebastian": "seb",
    "serhiy": "sergei sergey serhii", "shabana": "shabanah", "shahid": "shaheed",
    "sharmin": "sharmeen", "sharon": "shaz", "sian": "shan", "simran": "simrun",
    "sinead": "shinead", "siobhan": "shivaun chevonne", "sofiia": "sofiya sofia",
    "sophia": "sophie sofia zofia sofiia sofiya", "stanislaw": "staszek stas stanislav",
    "stefan": "fane", "stephanie": "steph", "stephen": "steve steven stevie stefan",
    "steven": "steve stevie", "sulaiman": "suleiman sulayman suleman suliman",
    "sumaya": "sumayyah sumaiya sumayya sumaiyah", "susan": "sue susie suzie zuzanna",
    "tadhg": "tade teague", "taha": "tahaa", "tahmina": "tahmeena", "tariq": "tarik tareq",
    "tasnim": "tasneem", "tegan": "teegan", "temitope": "temi tope",
    "tetiana": "tatiana tetyana tatyana", "theodore": "theo teddy ted",
    "theresa": "terry tess teresa", "thomas": "tom tommy thom tomasz", "timothy": "tim timmy",
    "tobias": "toby", "tomasz": "tomek", "usman": "uthman osman othman", "vasile": "vasyl",
    "victoria": "vicky tori vic vicki vikki wiktoria viktoriia viktoria", "vincent": "vince vinny",
    "volodymyr": "vova vladimir", "waleed": "walid", "wasim": "waseem",
    "weronika": "wera veronika", "wiktor": "viktor",
    "wiktoria": "wika viktoria victoriya viktoriia", "william": "will bill billy willy liam wills",
    "wojciech": "wojtek", "yahya": "yahia yehya", "yaroslav": "iaroslav",
    "yasin": "yaseen yassin yassine", "yasmin": "yasmeen yasmina",
    "yevhen": "evgeny zhenya yevgeny", "younus": "yunus younis yunis",
    "yousef": "yusuf yousuf yusef yosef youssef yousif yosuf youssouf yussuf",
    "yuliia": "yulia iuliia", "zachary": "zac zach zak zachariah", "zahra": "zahrah",
    "zain": "zayn zane zayne", "zainab": "zaynab zeynep zaineb zeinab",
    "zakariya": "zakaria zakariyya zakarya", "zeynep": "zeyneb", "zofia": "zosia", "zoya": "zoyah",
    "zuleikha": "zulaikha", "zunaira": "zunairah zonaira", "zuzanna": "zuzia",
}  # fmt: skip

# Names a letter or two apart that parents give to two children: never taken for a misspelling
# of one another. Ava and Eva are often twins.
_OTHER_NAMES = """
    aaleyah aaliyah aamina aarav aarya abdirahim abel abena abiola ada adaeze adam adama adeel
    adela adele adelina adjoa adnan adrian adriana afia afra afsana afua aiden ailbhe aine
    aisling ajay akash akosua akua alaia alana aleah aleem alejandra alejandro alessandra
    alessandro alessia alfie ali alia aliah alice alicia alim alina alisha aliya alya ama amaan
    amadou aman amani amara amari amber ameer amelie ameya amina aminata amir ana anabia anas
    anca andrea andreea anees aneira aneurin angelica angelo anika anisa anita aniya anna
    annabel annika antonia antonio anum anwar anya aras areeba areej arham aria ariana arianna
    armaan arman armina arsalan arslan arwa arwen arya asad asher ashraf asiya asma atif aurora
    ava ayaan ayana ayda ayla aylin ayman aymen ayra aziza azra bailey baran basma beatrice
    berat berk bianca binta bintou blake blanka bobby bogna bonnie brandon briana brianna brody
    bronwen bruno bryan burak cadi caleb callum camila camilla carla carlo carlos carmen carter
    casey cathal catrin celia cem ceren ceri chanel chanelle chiamaka chiamanda chidera chinedu
    chinonso chloe claire clara claudia clayton cole connor corey cormac cristian daisy daithi
    dalia damian damir daniela daniella dara darcy daria dariana dario darragh dean declan deen
    defne delilah denis denisa deniz derya diana dina donal dua dylan ebony ece eda eden eesha
    efua ege eilis eimear eira eirlys ekene elan elanur elen eliana elias elif elijah elin eliza
    ella ellen elliot ellis elsa emaan eman emanuel emanuela emer emilio emir emre emrys enya
    eren erica erik erika erin esi esma esme esra ethan eva evan evelyn evie ewa ewan eymen ezra
    fabian fabiana fabio faith faiza faizan fanta farah farhan farhia farhiya farid farida
    fariha farzana fatiha fatou femi ffion fiadh filipa finlay finn fionn fionnuala fiza florin
    florina flynn franca francesco freya funmi gabriela grace gracie gracjan grainne gwen
    gwenllian habib habiba hadi hadiya haider hajra hakim haleena hamdi hamid hamida hana hania
    hareem harim haris harisa harley harper harvey hashim hasina hassan hayat hayden heidi
    heledd helena henna hibo hira holly hope hudson hugo hunter husan husna ian iana ibukun
    ifeanyi ifrah ikenna ikra ikram ilhan ilya imaan iman imogen imran inaara ines ioana ionela
    irfan irina iris isaac isabela ishaan ishan isla ismahan ismail isra israr iva ivan ivana
    ivy izza jack jackson jada jade jamal jana janna jannat jason javed jawad jaxon jay jayda
    jayden jean joana joel jonas jordan jorge jude julian juliana julio julius junaid kabir
    kacey kadiatu kai kaira kalina kamal kamil kamila kamran karim karina karol karolina kashif
    katrina kaya kayden kayla keegan kehinde keira keisha kelechi kelvin kemi kerem kian kiara
    kieran kinga klara klaudia kornelia kwabena kwaku kwesi kyle lacey laiba lamar lamara lamin
    lana lara larisa laszlo layla layton lea leah leena lena leo leon lewis lexi lidia liliana
    lily lina logan lola lorena lorenzo lowri luana luca lucas lucia lucian luciana lucy luiz
    luiza luke luna lyla lyra macsen maeve maha mahdi mahira mahnoor maira maisie maja malaika
    malaikah malak maleeha mali malik manahil manuel manuela mara marcel marcela marcelina
    marcelo marcia marcin marcus maria mariama marian mariana marianna marianne marie marina
    mario marisa marius mark marley marlon marta martha martina martyna maryna mason masood
    masuma max maxim maya mehak mehdi melek melina merve mia michaela mikaeela mikaela mila
    milan milana milena miles milo mina minahil minha mira miray miriam mishal modou mohsin
    mohsina molly monika morgan mubarak mubashir mueez muhsin muireann muneeba munira myla nabil
    nada nadia nadya naila naima najma nana naoise naomi nasim nasima nasra natan naz neha nehir
    nela nia nicol nikita nilay nilgun nimco nimo nimra nina nisa nisha nneka nnenna noah noemi
    non nora norah nuala nuha obinna octavia octavian oksana olga olha omaima omar oonagh orla
    osian oskar otis ousmane owen ozan paige patrycja patryk paula paulina petra poppy precious
    priya rabea radu rafael rafaela raffaella raihan ralph raluca rana rania raniya rares rayaan
    rayan rayyan razvan reham rehan rehana rhys rida rihanna riley rimsha riya rizwan roberta
    roberto robin roman romana ronan ronnie rory rosa rosalia roxana ruby rumaisa ryan rylan
    saba sabina sabrina safa safwan sagal sahal sahar saif saima saira sakina salma salman salwa
    sama saman sameer sami samia samir samiya sana sanam sania saniya sanya sara sarah scarlett
    sebastiana sekai sekou selim selin selina selma sena senan seren sergia sergio seth shaan
    shahida shamima shanaya shane shanelle shayla shazia shea shireen shyla sile silvia simisola
    simona simone sinan skye sobia sofia sohail sonny soraya stanley stefania steffan suad
    sucaad sufyan sultan sultana suman summaya summer suraya szymon taiba taiwo taiyba talha
    talia tamara tamim tania taniya tanvir tanya tara tayla taylor tayyab tayyaba teddy teodor
    teodora tiana tianna tobiasz toby tolani tolu tomos tuna tyler ubah uche ufuk uma umaima
    umair umaira umut una urooj usama usma valentin valentina valeria valerie valerio victor
    viola violet violeta vlad wafa wajid wania waqar waqas warsame willow yaa yaasmiin yagiz
    yahir yana yara yasin yasir yasmiin yasmin yaw yelyzaveta yusra zahid zahida zahir zahira
    zaid zaida zain zaina zainabu zara zayan zaynah zeenat zeeshan zehra zhanna ziad zidan zoe
    zoha zubaida zubair zumaira zumra zunair
"""
OTHER_NAMES = frozenset(_OTHER_NAMES.split())
