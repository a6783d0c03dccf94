/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the generated corpus. A rule is a name and alternatives separated by |; <name> is
 * a rule, #x a figure: n a count, s a small number, p a percentage, d a decimal, y a year, m a day.
 */
#ifndef TIE_BENCH_GRAMMAR_H
#define TIE_BENCH_GRAMMAR_H

static const struct {
    const char *name, *alternatives;
} grammar[] = {
    {"head", "<headline>\n\nDate: <month> #m, #y\n\n|<headline>\n<city>, <month> #m, #y\n\n"
             "|# <headline>\n\nPublished by <body> on <month> #m, #y.\n\n|<headline>\n\n"},
    {"headline", "<Body>: <topic> in <place>|Note on <topic>|Report on <topic> in <place>"
                 "|<topic>: where we stand|What <body> did for <topic>|Minutes on <topic>"},
    {"heading", "<headline>\n\n|## <topic>\n\n|Developments of the past weeks\n\n"},
    {"topic",
     "road safety|clean water|school meals|forest fires|river floods|bus services|hospital care"
     "|housing|night trains|market inspections|waste and recycling|vaccination|library visits"
     "|coastal protection|energy saving|fisheries|rail works|work accidents|street lighting"},
    {"body",
     "the agency|the ministry|the city council|the water authority|the regional office|the police"
     "|customs|the inspectorate|the health service|the statistics office|the fire brigade"
     "|the harbour board|the prosecutors|the railway company|the school board"},
    {"Body",
     "Water authority|Ministry|Regional office|Harbour board|City council|Inspectorate|Police"},
    {"place", "<city>|<region>|<city> and <city>|the whole country|<region> and <region>|the "
              "<side> of <region>"},
    {"city",
     "Harlow Bay|Orrin|Tessel|Marwick|Port Ansel|Lindqvist|Novara Falls|Brenn|Castor|Ulmenau"
     "|Saint Oda|Kellerby|Vesting|Dunmore|Ashgrove|Rivermouth"},
    {"region",
     "the Lake District|the Northern Coast|the Southern Hills|the Capital Region|Upper Brenn"
     "|the Eastern Plain|Vale County|the Islands|the Border Province"},
    {"side", "north|south|east|west|centre"},
    {"month",
     "January|February|March|April|May|June|July|August|September|October|November|December"},
    {"when",
     "in #y|in <month> #y|on <month> #m, #y|from #y to #y|in the first half of #y|since #y"
     "|by the end of #y|in the past #s months|last year|this spring|as of <month> #m|during the "
     "year"
     "|between <month> and <month> #y|over the past #s years|in recent weeks|until <month> #m"},
    {"hedge",
     "|||||about |more than |nearly |at least |over |some |up to |around |almost |fewer than "
     "|no fewer than |roughly |just under |an estimated "},
    {"thing",
     "cases|permits|inspections|complaints|households|vehicles|schools|teams|boats|trees"
     "|buildings|warnings|samples|licences|reports|bridges|meters|applications|beds|shifts"},
    {"adjective",
     "||||new |serious |minor |domestic |damaged |rural |public |private |joint |emergency "},
    {"people",
     "people|residents|drivers|workers|children|farmers|nurses|volunteers|passengers|pupils"
     "|visitors|officers|families|patients"},
    {"did", "handled|issued|inspected|registered|closed|opened|checked|recorded|repaired|counted"
            "|reviewed|replaced|completed|approved|rejected|planned"},
    {"helped",
     "helped|trained|tested|treated|informed|fined|moved|hired|reached|interviewed|arrested"},
    {"mass", "tons of salt|tons of grain|kg of fish|tons of waste|kilograms of seed|tons of sand"
             "|litres of fuel|cubic metres of water|km of road|hectares of forest|tons of steel"},
    {"money", "million euros|million dollars|thousand pounds|billion kroner|million yuan"},
    {"rose", "rose|fell|grew|dropped|increased|decreased|climbed|shrank|went up|went down"},
    {"share", "%|%|%| percent| per cent"},
    {"fact", "<fact-n>|<fact-n>|<fact-n>|<fact-n>|<fact-p>|<fact-x>|<fact-two>|<fact-long>"},
    {"fact-n",
     "<when>, <body> <did> <hedge>#n <adjective><thing> in <place>.|<body> <did> <hedge>#n "
     "<adjective><thing> <when>.|a total of #n <people> were <helped> by <body> <when>.|<hedge>#n "
     "<people> "
     "took part <when>, most of them from <place>.|in <place>, <hedge>#n <thing> were <did> "
     "<when>.|<body> "
     "bought <hedge>#d <mass> <when>.|<body> spent <hedge>#d <money> on <topic> <when>.|there were "
     "<hedge>#n "
     "<people> for each of the #s <thing> in <place>.|**#n <thing>** were <did> <when>, according "
     "to <body>."
     "|<hedge>#n <people> signed the letter on <topic> that <body> received <when>."},
    {"fact-p",
     "<hedge>#p<share> of the <people> in <place> were <helped> <when>.|the number of "
     "<adjective><thing> "
     "<rose> by <hedge>#p<share> <when>.|that is #p<share> more than <when>.|<thing> made up "
     "#p<share> of the "
     "total of #n <thing> that <body> <did>.|the rate <rose> from #p<share> to #p<share> <when>."
     "|only #p<share> of the <thing> in <place> were found in order; <body> expects more."},
    {"fact-x", "for the #s <adjective><thing>, see room #s on floor #s.|one in #s <people> knows "
               "the number of "
               "<body>.|the third meeting of #y took place on <month> #m at #m:30.|the work took "
               "#s days, from <month> "
               "#m to <month> #m.|with <hedge>#d <mass> on board, the boats left on <month> #m."
               "|#s of the #s <thing> stand in <place>."},
    {"fact-two", "<body> <did> #n <thing> and <helped> #n <people> <when>.|#n <thing> were <did> "
                 "<when>, up from #n the "
                 "year before.|of #n <people> who were asked, #n had been <helped> "
                 "before.|<hedge>#n <people> and #n "
                 "<thing> were counted in <place>, compared with #n in <place>."},
    {"fact-long", "after <body> had <did> #n <adjective><thing> in <place>, it <helped> <hedge>#n "
                  "<people> <when>, while the "
                  "#s teams from <city> <did> the rest, <hedge>#d <mass> included.|<talk-clause>, "
                  "and <hedge>#n <people> were "
                  "<helped> <when>, which cost #d <money>."},
    {"talk",
     "<talk-clause><tail>.|<lead><talk-clause>.|<lead><talk-clause>, and <talk-clause><tail>."
     "|<talk-clause>, although <talk-clause><tail>.|\"<talk-clause><tail>,\" said <name> of <body>."
     "|as <name> put it, <talk-clause><tail>."},
    {"name", "<first> <last>"},
    {"first",
     "Ada|Bertil|Carla|Dario|Edith|Farid|Greta|Hanno|Ines|Jonas|Kaya|Leon|Mira|Nils|Olga|Pavel|Rosa"
     "|Samir|Tilda|Ugo|Vera|Wanda|Yusuf|Zora|Anneke|Boris|Chiara|Dmitri|Elif|Fergus|Gita|Hugo"},
    {"last", "Abel|Brandt|Costa|Dahl|Ekberg|Fontane|Grau|Haas|Ivarsson|Jansen|Keller|Lund|Moreau|"
             "Novak|Olsen"
             "|Petrov|Quist|Rossi|Sorel|Tamm|Ulrich|Varga|Weiss|Ziegler|Amado|Bergman|Cerny|Demir|"
             "Engel|Frey"},
    {"lead",
     "at the open evening in <place>, <name> recalled that |<name>, who has worked for <body> for "
     "many years, "
     "said that |according to <name>, |in a letter to <body>, <name> wrote that |when asked by "
     "<name>, "
     "<body> answered that |the <people> of <place> told <name> that |the minutes say that "},
    {"tail", "||, as <name> had asked|, which surprised the <people> of <place>|, and <name> will "
             "report on it"
             "|, much to the relief of <name>|, whatever <body> may have thought of <topic>| once "
             "the <side> of "
             "<region> had been reached| long before <body> took up <topic>|, if the <people> of "
             "<city> agree"},
    {"talk-clause",
     "<body> thanked everybody who had kept <topic> going through a difficult season"
     "|nobody in <place> had expected that <topic> would be discussed so widely"
     "|the plan for <topic> was explained to the <people> in a series of open evenings"
     "|many <people> asked for a clearer answer, and <body> promised to write to them"
     "|<topic> remains the task that the <people> of <place> name before any other"
     "|the weather made the work harder, but the crews in <place> stayed until it was done"
     "|a short film about <topic> is shown in the hall, and the <people> may borrow the script"
     "|<body> will look at the question again when the papers from <place> have arrived"
     "|it was agreed that <topic> should be paid for from the ordinary budget as before"
     "|some <people> felt that <body> had been slow, others that it had hurried"
     "|the road to <city> was closed, so that the <people> came by boat or on foot"
     "|what has been learned about <topic> will be shared with the neighbours in <region>"
     "|the <thing> are kept in the old store behind the station until they are needed"
     "|<body> rejected the claim that the <thing> had been counted in a different way"
     "|teachers and <people> from <place> wrote a guide to <topic> that everyone can read"
     "|the <adjective><thing> are the responsibility of <body>, which has no staff in <place>"},
    {"list-head", "the <thing> were spread over the regions as follows, according to <body>:"
                  "|In <place>, <body> <did> the following <when>:|<when>, a total of #n <thing> "
                  "were <did>, including:"},
    {"item", "<region>: #n|<city>: <hedge>#n <thing>|**<city>:** #n <people> <helped>|#n "
             "<adjective><thing> in <place>"
             "|<mass>: #d|<topic>, #p%|<hedge>#n <people>, <helped> by <body>"},
};

#endif
