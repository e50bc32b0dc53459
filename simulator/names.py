"""Names of people and places, typed in for this project; every person made of them is invented.

Forenames and surnames come in groups, because names that are shortened, spelt in several ways or
written in another alphabet are what makes records of one child look like records of several.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NameGroup:
    """Names that are found together, and the ethnic codes that go with them."""

    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    ethnicities: tuple[str, ...]  # codes of the children in need census; audit only
    share: float


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BRITISH = NameGroup(
    girls=_split("""
        Abigail Ada Alexandra Alice Amber Amelia Anna Annabelle Arabella Aurora Ava Beatrice Bella
        Bethany Bonnie Caitlin Catherine Charlotte Chloe Clara Daisy Darcey Delilah Edith Eleanor
        Eliza Elizabeth Ella Ellie Elsie Emilia Emily Emma Erin Esme Eva Evelyn Evie Faith Felicity
        Florence Freya Georgia Grace Gracie Hallie Hannah Harper Harriet Heidi Holly Hope Imogen
        Iris Isabella Isabelle Isla Ivy Jasmine Jessica Josephine Katherine Lacey Lara Layla
        Lily Lola Lottie Louisa Lucy Luna Lydia Mabel Maddison Maeve Maisie Margaret Martha Matilda
        Megan Mia Millie Molly Nancy Nell Niamh Nora Olive Olivia Orla Penelope Phoebe Poppy
        Rebecca Robyn Rose Rosie Ruby Samantha Sarah Scarlett Sienna Skye Sophia Sophie Summer
        Tabitha Thea Victoria Violet Willow Zara Zoe
        """),
    boys=_split("""
        Aaron Adam Adrian Albert Albie Alexander Alfie Archer Archie Arlo Arthur Austin Barnaby
        Benjamin Blake Bobby Brody Caleb Callum Carter Charlie Chester Christopher Connor Daniel
        David Dexter Dominic Dylan Edward Elijah Elliot Ellis Ethan Evan Ezra Felix Finley Finn
        Frank Frankie Freddie Frederick Gabriel George Grayson Harley Harrison Harry Harvey Hector
        Henry Hudson Hugo Hunter Isaac Jack Jackson Jacob Jake James Jamie Jasper Jayden Jenson
        Jesse Joel John Jonah Joseph Joshua Jude Kai Lennon Leo Leon Lewis Liam Logan Louie Louis
        Luca Lucas Luke Mason Matthew Max Michael Miles Morgan Nathan Nathaniel Nicholas Noah
        Oliver Ollie Oscar Otis Otto Patrick Peter Ralph Reggie Reuben Rhys Riley Robert Robin
        Roman Ronnie Rory Rowan Rufus Ryan Samuel Sebastian Sonny Spencer Stanley Stephen Teddy
        Theodore Thomas Toby Tommy Tyler Vincent William Zachary
        """),
    surnames=_split("""
        Abbott Ackroyd Adams Adcock Ainsworth Aldridge Alderman Allcott Allen Amberley Andrews
        Appleby Archer Armitage Arnold Ashby Ashdown Ashworth Atherton Atkins Attwood Austin Bagshaw
        Bailey Bainbridge Baker Ballard Bancroft Barker Barlow Barnes Barratt Barton Bateman Baxter
        Beaumont Beckett Bell Bennett Benson Bentham Beswick Bickerton Birch Bishop Blackwell
        Blakeley Bolton Booth Boswell Boulton Bowden Bradshaw Braithwaite Bramley Brennan Brewer
        Briggs Broadbent Brook Brown Buckley Burgess Burrows Butler Byrne Cartwright Castle Chadwick
        Chamberlain Chapman Charlton Clark Clayton Clegg Clifton Coates Colclough Coleman Collins
        Connolly Cooper Copeland Corbett Cotterill Cowell Crabtree Crawford Cross Crossley Croft
        Crowther Dale Dalton Darby Davenport Davidson Dawson Deakin Dean Denton Dewhurst Dixon
        Dobson Donnelly Doyle Drake Duckworth Dunn Dyer Earnshaw Eastwood Eccles Edmunds Elliott
        Ellison Emmett Entwistle Evans Fairclough Farley Fawcett Fenton Fielding Finch Fitzgerald
        Fletcher Foster Fowler Fox Francis Garside Gibson Gilbert Glover Goddard Goodwin Gordon
        Graham Greaves Greenhalgh Greenwood Gregory Griffiths Grimshaw Hadley Haigh Hallam Halliwell
        Hampson Hancock Hardcastle Hardwick Hargreaves Harper Hartley Harwood Haworth Hayward
        Heap Heaton Hepworth Heywood Hibbert Higgins Hilton Hinchliffe Hobson Hodgson Holden
        Holland Hollingworth Holmes Holt Horsfall Houghton Howarth Hughes Hurst Hutchinson Ingham
        Jackson Jarvis Jennings Johnson Jones Jowett Kay Kearney Kelly Kendall Kenyon Kershaw
        Kirkham Knowles Langley Latham Lawson Leach Leadbetter Lees Leigh Lewis Lindley Lister
        Livesey Lockwood Lomax Longden Lord Lowe Lund Lynch Maddox Mallinson Marsden Marsh
        Marshall Mason Massey Mather McCabe McCarthy McDonald McGrath McKenna Mellor Metcalfe
        Middleton Milburn Mills Mitchell Moffat Moran Morley Morris Mortimer Moss Murphy Naylor
        Newton Nichols Norris Nuttall Oakley Ogden Oldham Oldroyd Openshaw Ormerod Osborne Owen
        Palmer Parker Parkinson Partington Peacock Pearson Pemberton Perkins Pickering Pilkington
        Platt Pollard Porter Potter Poulton Prescott Preston Price Prior Quigley Quinn Radcliffe
        Ramsbottom Ramsden Ratcliffe Rawlinson Read Redfern Reynolds Rhodes Richards Ridley Rigby
        Riley Roberts Robertshaw Robson Rogers Rothwell Rowbottom Royle Rushton Russell Ryder Salter
        Sanderson Saunders Schofield Scott Seddon Shackleton Sharples Shaw Shepherd Sherwood
        Shuttleworth Simmons Simpson Singleton Slater Smith Speakman Spencer Stafford Stanton Starkey
        Stead Stephens Stirling Stott Stubbs Sugden Sutcliffe Swain Swift Sykes Talbot Tattersall
        Taylor Tempest Thackray Thornton Thorpe Threlfall Tindall Tomlinson Townsend Travis Turner
        Tyldesley Unsworth Varley Vaughan Wadsworth Wainwright Walker Wallwork Walmsley Walsh
        Warburton Wardle Waterhouse Watson Webster Whitehead Whitworth Widdowson Wilkinson Williams
        Winstanley Winterbottom Wolstenholme Woodhead Wormald Worsley Wright Wrigley Yates
        """),
    ethnicities=("WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WBRI", "WIRI", "MWBC", "MOTH"),
    share=0.74,
)

_SOUTH_ASIAN = NameGroup(
    girls=_split("""
        Aaliyah Aisha Amina Anaya Anjali Ayesha Fatima Haleema Hafsa Inaya Kavya Khadija Laiba
        Maryam Nadia Noor Priya Rukhsana Safiya Saira Sana Shreya Sumaiya Yasmin Zainab Zoya
        """),
    boys=_split("""
        Aarav Abdullah Ahmed Ali Arjun Bilal Danyal Faisal Hamza Haroon Hassan Ibrahim Imran Ismail
        Jaspreet Mohammed Musa Omar Rayan Rohan Sajid Sameer Tariq Usman Yusuf Zakariya
        """),
    surnames=_split("""
        Ahmed Akhtar Akram Ali Anwar Aslam Bashir Begum Bhatti Chaudhry Chohan Choudhury Dhillon
        Farooq Gill Hussain Iqbal Kapoor Kaur Khan Khatun Mahmood Malik Masood Mehta Mirza Miah
        Naseer Parmar Patel Qureshi Rafiq Rahman Rashid Saleem Sandhu Shah Sharif Sharma Siddiqui
        Singh Uddin Yaqoob Zaman
        """),
    ethnicities=("APKN", "APKN", "AIND", "ABAN", "AOTH"),
    share=0.10,
)

_AFRICAN = NameGroup(
    girls=_split("""
        Abena Adaeze Ama Amara Blessing Chiamaka Efua Esther Folake Ifeoma Makeda Miriam Nia Ruth
        Temperance Yaa Zuri
        """),
    boys=_split("""
        Ayo Chidi Chukwuemeka Emmanuel Femi Jabari Kofi Kwame Kwabena Malachi Obinna Samson Sekou
        Tobi Tunde Yaw
        """),
    surnames=_split("""
        Abara Abiola Achebe Adebayo Adeleke Agyeman Akande Amoah Ansah Asante Bangura Boateng Conteh
        Danso Diallo Eze Gyasi Kamara Mensah Mwangi Nwosu Obi Odukoya Ofori Okafor Okonkwo Onyango
        Osei Owusu Sesay Tetteh Wanjiru
        """),
    ethnicities=("BAFR", "BAFR", "BCRB", "BOTH", "MWBA"),
    share=0.07,
)

_EUROPEAN = NameGroup(
    girls=_split("""
        Agnieszka Aleksandra Andreea Elena Ewa Ioana Julia Kasia Kinga Magdalena Milena Natalia
        Oliwia Wiktoria Zofia Zuzanna
        """),
    boys=_split("""
        Aleksander Andrei Bartosz Filip Jakub Jan Kacper Krzysztof Marek Mateusz Mihai Mikolaj Piotr
        Stefan Szymon Wojciech
        """),
    surnames=_split("""
        Adamczyk Balan Baran Dabrowski Dumitru Gorski Ionescu Jablonski Kaminski Kowalski Kozlowski
        Krawczyk Lewandowski Maciejewski Nowak Olszewski Pawlak Petrescu Popescu Radu Stan
        Szymanski Wisniewski Wojcik Wozniak Zielinski
        """),
    ethnicities=("WOTH", "WOTH", "WOTH", "WROM"),
    share=0.05,
)

_ARABIC = NameGroup(
    girls=_split(
        "Alya Dalal Farah Hanan Lamia Layan Leila Mariam Rania Reem Salma Yara Elif Zehra"
    ),
    boys=_split(
        "Abdulrahman Emre Karim Khalid Mahmoud Mehmet Mustafa Nasser Rami Tarek Walid Ziad"
    ),
    surnames=_split("""
        Abbas Al-Amin Al-Hadi Aziz Darwish Demir Farid Haddad Hamdan Issa Jaber Khalil Mansour
        Nasr Saleh Sayed Yildiz Youssef Zidan
        """),
    ethnicities=("OOTH", "OOTH", "AOTH", "NOBT"),
    share=0.04,
)

GROUPS: tuple[NameGroup, ...] = (_BRITISH, _SOUTH_ASIAN, _AFRICAN, _EUROPEAN, _ARABIC)


def _pairs(text: str) -> dict[str, tuple[str, ...]]:
    """Read `name:form,form` pairs."""
    return {
        name: tuple(forms.split(",")) for name, forms in (pair.split(":") for pair in text.split())
    }


NICKNAMES = _pairs("""
    Abigail:Abi,Abbie Alexandra:Alex,Lexi Amelia:Millie,Amy Annabelle:Anna,Belle Beatrice:Bea
    Bethany:Beth Catherine:Cath,Katie Charlotte:Charlie,Lottie Eleanor:Ellie,Nell Eliza:Liza
    Elizabeth:Beth,Lizzie,Libby Emilia:Milly Evelyn:Evie Felicity:Flick Florence:Flo,Flossie
    Georgia:Georgie Grace:Gracie Harriet:Hattie Isabella:Bella,Izzy Isabelle:Izzy,Belle
    Jasmine:Jas Jessica:Jess Josephine:Josie Katherine:Kate,Katie Louisa:Lou Lucy:Lu Maddison:Maddie
    Margaret:Maggie,Meg Matilda:Tilly,Tilda Megan:Meg Millie:Mills Olivia:Liv,Livvy
    Penelope:Penny Rebecca:Becky,Becca Rosie:Rose Samantha:Sam Sophia:Sophie Tabitha:Tabby
    Victoria:Vicky,Tori Alexander:Alex,Xander Alfie:Alf Archie:Arch Arthur:Art,Artie Barnaby:Barney
    Benjamin:Ben,Benji Charlie:Charles Christopher:Chris Daniel:Dan,Danny David:Dave,Davey
    Dominic:Dom Edward:Ed,Teddy,Eddie Elijah:Eli Frederick:Fred,Freddie Gabriel:Gabe Harrison:Harry
    Henry:Harry Isaac:Zac Jackson:Jack Jacob:Jake James:Jamie,Jim Joseph:Joe,Joey Joshua:Josh
    Leon:Leo Lewis:Lew Louis:Lou,Louie Lucas:Luke Matthew:Matt,Matty Max:Maxwell Michael:Mike,Mikey
    Nathaniel:Nathan,Nate Nathan:Nate Nicholas:Nick,Nicky Oliver:Ollie,Olly Patrick:Paddy,Pat
    Peter:Pete Reginald:Reggie Robert:Rob,Bobby Samuel:Sam,Sammy Sebastian:Seb Stanley:Stan
    Stephen:Steve,Stevie Theodore:Theo,Teddy Thomas:Tom,Tommy Toby:Tobias William:Will,Billy,Liam
    Zachary:Zac,Zach Mohammed:Mo Abdullah:Abdul Aleksandra:Ola Magdalena:Magda Chukwuemeka:Emeka
    Emmanuel:Manny Krzysztof:Chris Mikolaj:Nicky
    """)

SPELLINGS = _pairs("""
    Aisha:Ayesha,Aysha,Aicha Ayesha:Aisha,Aysha Fatima:Fatimah,Fathima Khadija:Khadijah,Hadija
    Maryam:Mariam,Miriam Mariam:Maryam Noor:Nur,Nour Safiya:Safiyya,Sofia Yasmin:Yasmeen,Yasmine
    Zainab:Zaynab,Zeinab Aaliyah:Aliyah,Aleeya Sumaiya:Sumayya,Sumaya Haleema:Halima Hafsa:Hafsah
    Ahmed:Ahmad,Achmed Abdullah:Abdulla,Abdallah Hamza:Hamzah Haroon:Harun,Haroun Hassan:Hasan
    Ibrahim:Ebrahim,Ibraheem Ismail:Ismael,Esmail Mohammed:Muhammad,Mohamed,Mohammad Musa:Mousa,Moosa
    Omar:Umar,Omer Rayan:Rayyan Tariq:Tarek,Tarik Usman:Osman,Uthman Yusuf:Yousef,Yusef,Youssef
    Zakariya:Zakaria,Zachariah Mahmoud:Mahmud,Mahmood Khalid:Khaled Leila:Layla,Laila Layla:Leila
    Hussain:Hussein,Husain Chaudhry:Choudhry,Chowdhury,Chaudhary Choudhury:Chowdhury
    Siddiqui:Siddiqi,Sidiqi Qureshi:Quraishi,Koreshi Rahman:Rehman,Rahmaan Mahmood:Mehmood,Mahmud
    Uddin:Udin Akhtar:Akther Begum:Begam Miah:Mia Rashid:Rasheed Sharif:Shareef Youssef:Yusuf,Yousef
    Aleksander:Alexander Aleksandra:Alexandra Jakub:Jacub,Jacob Wiktoria:Victoria Oliwia:Olivia
    Zofia:Sofia Filip:Philip Stefan:Stephan Kowalski:Kovalski Wisniewski:Vishnevski,Wisniewska
    Wojcik:Voychik Kaminski:Kaminska Lewandowski:Lewandowska Zielinski:Zielinska Wozniak:Vozniak
    Chloe:Khloe Caitlin:Kaitlyn,Katelyn Isabelle:Isobel Niamh:Neve Phoebe:Pheobe Zoe:Zoey
    Callum:Calum Connor:Conor Elliot:Elliott Jayden:Jaden,Jaydon Kai:Kye Luca:Luka Rhys:Reece
    Stephen:Steven Isla:Ayla Sophie:Sofie Catherine:Kathryn Harriet:Harriett Okafor:Okafo,Okarfor
    Adebayo:Adebajo Boateng:Boatang Mensah:Mensa Osei:Ossei Diallo:Jallow Mwangi:Mwange
    McCarthy:MacCarthy McDonald:MacDonald McGrath:Magrath Clark:Clarke Davidson:Davison
    Elliott:Eliot Reynolds:Renolds Schofield:Scholfield Stephens:Stevens Philips:Phillips
    """)

TOWNS = ("Alderby", "Brackenford", "Castle Marl", "Dunmere", "Eastwick Quay", "Fernholme")
STREET_NAMES = _split("""
    Abbey Acacia Albion Alder Almond Ash Aspen Badger Beech Birch Bluebell Bramble Bridge Brook
    Canal Castle Cedar Chapel Cherry Chestnut Church Clover Copse Cricket Crescent Dale Daisy Elder
    Elm Fern Field Finch Foundry Garden Grange Granary Harbour Hawthorn Hazel Heath Heron High
    Holly Ivy Juniper Kestrel Kiln King Laburnum Lark Larch Laurel Lavender Lime Linden Linnet
    Magnolia Maple Market Meadow Mill Moor Oak Orchard Park Pear Pine Plover Poplar Priory Quarry
    Queen Raven River Robin Rowan School Spring Spruce Station Swallow Sycamore Teal Thistle Union
    Vale Victoria Walnut Water Weaver Well Willow Windmill Wren Yew
    """)
STREET_TYPES = ("Road", "Street", "Avenue", "Close", "Lane", "Drive", "Grove", "Way")
