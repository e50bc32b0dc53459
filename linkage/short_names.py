"""Short forms and spellings of forenames, so that Katie and Catherine are looked at together."""

from __future__ import annotations

# Short forms in common use in England. One short form may stand for several names, so Sam
# agrees with Samuel and with Samantha, while Samuel and Samantha do not agree.
SHORT_FORMS: dict[str, str] = {
    "abdullah": "abdallah abdulla", "abigail": "abi abbie abby gail", "ahmed": "ahmad ahmet",
    "aiden": "aidan aden aydan", "aisha": "ayesha aysha aishah", "alan": "al allan allen",
    "alexander": "alex al xander sandy alec", "alexandra": "alex lexi lexie sandra alexa",
    "alfred": "alfie alf fred", "alison": "ali allie", "amelia": "amy millie mille emmy",
    "andrew": "andy drew", "angela": "angie", "anthony": "tony antony ant", "archibald": "archie",
    "arthur": "art artie", "ayaan": "ayan", "barbara": "barb babs", "benjamin": "ben benji benny",
    "bethany": "beth", "caitlin": "katelyn kaitlyn caitlyn kaitlin", "cameron": "cam",
    "caroline": "carrie caz",
    "catherine": "cathy kathy kate katie cath kat katherine kathryn katharine cat",
    "charles": "charlie chas chaz", "charlotte": "charlie lottie char",
    "christina": "chris tina chrissie", "christine": "chris chrissie tina",
    "christopher": "chris topher kit", "daniel": "dan danny", "danielle": "dani danni",
    "darcy": "darcey", "david": "dave davey", "deborah": "debbie deb debra", "dominic": "dom",
    "dorothy": "dot dottie", "edward": "ed eddie ted teddy ned",
    "eleanor": "ellie nell nora elle",
    "elizabeth": "liz lizzie beth betty eliza libby elsie lily bess lisa",
    "elliot": "elliott eliot", "emilia": "millie milly emmy", "emily": "em emmy", "emma": "em",
    "fatima": "fatimah fatema", "finlay": "finley finlee", "florence": "flo florrie flossie",
    "frances": "fran frankie", "francesca": "fran frankie", "francis": "frank frankie",
    "frederick": "fred freddie freddy", "gabriel": "gabe", "gabriella": "gabby gabi ella",
    "geoffrey": "geoff jeff jeffrey", "george": "georgie", "georgia": "georgie",
    "georgina": "georgie gina", "gerald": "gerry jerry", "gregory": "greg", "hannah": "hanna",
    "harold": "harry hal", "harriet": "hattie harri", "harrison": "harry", "hassan": "hasan",
    "hayden": "haydn haiden", "henry": "harry hal", "holly": "hollie",
    "hussain": "hussein husain hossain", "ibrahim": "ebrahim ibraheem",
    "isabel": "izzy bella isobel isabelle izzie", "isabella": "izzy bella isabel isabelle izzie",
    "isla": "iyla", "jacob": "jake", "jacqueline": "jackie jacqui",
    "james": "jim jimmy jamie jem", "jane": "janey", "jasmine": "jas jaz",
    "jayden": "jaden jaiden jaydon", "jeffrey": "jeff", "jennifer": "jen jenny jenni",
    "jessica": "jess jessie", "joanna": "jo joanne", "john": "jack johnny jon",
    "jonathan": "jon jonny johnathan", "joseph": "joe joey jo", "josephine": "josie jo",
    "joshua": "josh", "julia": "julie jules", "kayden": "kaden kaiden caden",
    "kenneth": "ken kenny", "kimberley": "kim kimberly", "laura": "laurie",
    "lauren": "laurie loz", "layla": "leila laila leyla", "leonard": "len lenny leo",
    "lewis": "lew louis", "lillian": "lily lilly lil", "louis": "lou louie lewis",
    "louise": "lou", "lucas": "luke luca", "lyla": "lila", "madeleine": "maddie maddy madeline",
    "madison": "maddie maddy", "margaret": "maggie meg peggy greta marge", "martin": "marty",
    "mary": "molly polly", "matilda": "tilly tilda", "matthew": "matt matty mathew",
    "maximilian": "max", "megan": "meg", "melanie": "mel", "melissa": "mel lissa missy",
    "mia": "mya", "michael": "mike mick mickey micky mikey", "miles": "myles",
    "mohammed": "mohammad muhammad mohamed muhammed mohamad mo mohd md muhamed mahomed",
    "natalie": "nat", "natasha": "tasha nat", "nathan": "nate nat",
    "nathaniel": "nate nathan nat", "niamh": "neve nieve", "nicholas": "nick nicky nicolas",
    "nicola": "nicky nic nikki", "oliver": "olly ollie oli", "olivia": "liv livvy olly",
    "omar": "umar omer", "pamela": "pam", "patricia": "pat trish patsy", "patrick": "pat paddy",
    "penelope": "penny", "peter": "pete", "philip": "phil phillip pip", "phoebe": "phebe",
    "rachel": "rach rachael", "rebecca": "becky bex becca beck", "reginald": "reg reggie",
    "rhys": "reece rees reese", "richard": "rich dick rick ricky richie",
    "robert": "rob bob bobby robbie bert", "robin": "robyn", "roderick": "rod roddy",
    "ronald": "ron ronnie", "rose": "rosie", "rosemary": "rose rosie", "ryan": "rian",
    "samantha": "sam sammy", "samuel": "sam sammy", "sarah": "sara sally", "sean": "shaun shawn",
    "sebastian": "seb", "sharon": "shaz", "sophia": "sophie sofia", "stephanie": "steph",
    "stephen": "steve steven stevie", "steven": "steve stevie", "susan": "sue susie suzie",
    "theodore": "theo teddy ted", "theresa": "terry tess teresa", "thomas": "tom tommy thom",
    "timothy": "tim timmy", "tobias": "toby", "usman": "uthman osman othman",
    "victoria": "vicky tori vic vicki vikki", "vincent": "vince vinny", "wasim": "waseem",
    "william": "will bill billy willy liam wills", "yasin": "yaseen yassin",
    "yousef": "yusuf yousuf yusef yosef", "zachary": "zac zach zak zachariah",
    "zain": "zayn zane zayne", "zainab": "zaynab",
}  # fmt: skip

# Names a letter or two apart that parents give to two children: never taken for a misspelling
# of one another. Ava and Eva are often twins.
_OTHER_NAMES = """
    aaliyah abel ada adam aiden alana alfie ali alice alicia alina alisha amber amelie amina
    amir ana anna annabel anya aria ariana arya asher ava ayaan ayla bailey blake bobby bonnie
    brandon brianna brody bryan caleb callum carter casey chloe clara cole connor corey daisy
    daniela darcy dean declan dylan eden eliana elias elijah eliza ella ellen elliot ellis elsa
    emir erin esme ethan eva evan evelyn evie ewan ezra faith farah finlay finn flynn freya
    grace gracie hadi haris harley harper harvey hassan hayden heidi holly hope hudson hugo
    hunter ian imogen iris isaac isla ismail ivan ivy jack jackson jamal jason jaxon jay jayden
    jean joel jordan jude kai karim kayden kayla keira kian kieran kyle lara layla leah lena leo
    leon lewis lexi lily logan lola luca lucas lucia lucy luke luna lyla lyra maisie mali malik
    mara marcel marcus maria marie mark marley marlon martha mason max maya mia mila milan miles
    milo mina mira miriam molly morgan myla nadia naomi nia nina noah nora omar orla otis owen
    paige poppy rafael ralph rana rhys riley robin roman ronan ronnie rory rosa ruby ryan saif
    sana sara sarah scarlett seth shane skye sofia sonny stanley summer taylor teddy toby tyler
    violet willow yara yasin yasmin zain zara zoe
"""
OTHER_NAMES = frozenset(_OTHER_NAMES.split())
