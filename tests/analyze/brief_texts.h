/* SPDX-License-Identifier: GPL-3.0-or-later */
/* {file, text}: between them, all that a brief can tell of a document. */
{"1-herald.txt",
 "Permits and fines\nSource: Herald\nDate: 2023-03-01\n\n"
 "In 2022, a total of 4,512 permits were issued in France. In 2022, 4,871 permits were issued in "
 "France. Wardens fined 312 cyclists. Wardens fined 415 cyclists.\n\n"
 "In 2021, honey output in France was 190 tonnes. In 2021, the number of ferries in France was "
 "7,514.\n\n"
 "In 2022, 3 tons of cocaine were seized in Spain in one raid and 5 tons of cocaine were seized "
 "in Spain in another.\n"},
    {"2-post.txt",
     "Honey\nSource: Post\nDate: 2023-05-01\n\n"
     "In 2022, honey output in France fell by 23% to 60 tonnes. In 2022, 412 armed burglaries were "
     "recorded in France, 12% of all burglaries. In 2022, 91,231 burglaries were recorded in "
     "France.\n\n"
     "In 2022, a total of 4,512 permits were issued in France, and the clerks said that the new "
     "counters in the old town had made the difference.\n\n"
     "The number of ferries in France rose by 12% to 8,012 in 2022. In 2022, 9 tons of cocaine "
     "were seized in Spain.\n"},
    {"3-dates.txt",
     "Harvest\nSource: Post\nDate: 2021-07-01\n\n"
     "On 31 June 2021, 412 pickers arrived in Chile. In 2021, a total of 300 pickers arrived in "
     "Chile. In June 2021, 310 pickers arrived in Chile. On 30 February 2018, growers hired "
     "2,023 pickers in Chile. In 2018, growers hired 1,100 pickers in Chile. On 4 June 2025, 31 "
     "pickers were rescued in Chile.\n"},
    {"4-links.txt",
     "Sums\nSource: Herald\nDate: 2022-02-01\n\n"
     "The wards took in 214 men and 187 women, a total of 411 patients. Of the 8,400 homes asked, "
     "2,940 (53%) had no garden. Claims for hail fell by 21% from 45,000 to 39,600. The depot lent "
     "6,310 tools, 140 more than the 5,900 of the year before. Output tripled from 40 tonnes to "
     "190 "
     "tonnes. The fair lasted from 3 to 25 June 2019, 32 days. Some 24 schools taught 7,200 "
     "pupils, "
     "an average of 350 pupils per school. Of the 23 members asked, 47.0% agreed. The money went "
     "to "
     "three towns: Arle, Benn, Corve and Dunn. The wards took in 214 men and 197 women, a total of "
     "411 patients. Of the 8,400 homes asked, 2,940 (35%) had no garden.\n"},
    {"5-table.md",
     "# Boats on the lake in 2022\n\n"
     "| Shore | Rowing | Sailing | Total |\n|---|---:|---:|---:|\n| East | 120 | 45 | 165 |\n"
     "| West | 210 | 73 | 247 |\n| South | 64 | 38 | 102 |\n| **Total** | **394** | **120** | "
     "**514** |\n\n"
     "| Fuel | Share |\n|---|---|\n| Wood | 61% |\n| Peat | 24% |\n| Coal | 51% |\n"
     "| All fuels | 100% |\n\n"
     "| Seats | Hall | Annex |\n|---|---:|---:|\n| North | 40 | 12 |\n| South | | 9 |\n"
     "| Total | 95 | 30 |\n"},
    {"6-frame.txt",
     "Bicycles\nDate: 2019-11-01\n\n"
     "From July 14 to September 14, 2019, a total of 519 bicycles were stolen in France. In Lyon, "
     "612 bicycles were stolen. In Nice, 41 bicycles were stolen.\n\n"
     "Nobody knows why.\n"},
    {"7-toll-1.txt",
     "Source: Herald\nDate: 2022-03-01\n\nSince 2013, 1,212 divers have been rescued in Mali. On 4 "
     "April 2020, 712 people were infected in Italy, including the crew of the ship. In 2021, "
     "31,572 "
     "parcels were lost in Peru.\n"},
    {"7-toll-2.txt",
     "Source: Herald\nDate: 2023-03-01\n\nSince 2013, 858 divers have been rescued in Mali. On 4 "
     "April 2020, 712 people were infected in Italy, excluding the crew of the ship. In 2022, "
     "31,572 "
     "parcels were lost in Peru. In 2021, 312 schools were closed in Peru. In May 2021, 415 "
     "schools "
     "were closed in Peru.\n"},
    {"8-series.txt",
     "Source: Town Hall\nDate: 2022-05-01\n\nIn 2010, 1,210 people were hurt on the roads of "
     "Norway. In "
     "2011, 1,150 people were hurt on the roads of Norway. In 2012, 1,140 people were hurt on the "
     "roads of Norway. In 2013, 1,100 people were hurt on the roads of Norway. In 2014, 1,080 "
     "people "
     "were hurt on the roads of Norway. In 2015, 1,020 people were hurt on the roads of Norway. In "
     "2016, 1,010 people were hurt on the roads of Norway.\n\nIn 2010, 310 trams broke down. In "
     "2011, "
     "320 trams broke down. In 2012, 330 trams broke down. In 2013, 340 trams broke down. In 2014, "
     "350 trams broke down. In 2015, 370 trams broke down.\n"},
    {"8-growth.txt", "Source: Town Hall\nDate: 2022-06-01\n\nThe number of people hurt on the "
                     "roads of Norway grew by an "
                     "average of 15% a year between 2010 and 2016. The number of people hurt on "
                     "the roads of Norway "
                     "has been rising year by year. In 2017, 1,000 people were hurt on the roads "
                     "of Norway. In 2020, "
                     "512 lambs were born in Norway. In 2022, 634 lambs were born in Norway. The "
                     "number of lambs born "
                     "in Norway grew by 9% a year between 2020 and 2022.\n"},
    {"8-lambs.txt", "Date: 2022-07-01\n\nThe number of lambs born in Norway grew by 39% a year "
                    "between 2019 and 2022. "
                    "In 2019, 431 lambs were born in Norway.\n"},
    {"9-drugs.txt",
     "Source: Customs\nDate: 2016-02-01\n\nIn 2015, police seized 12.3 tons of heroin in Poland. "
     "In 2015, "
     "police seized 32.1 tons of heroin in Poland. Some heroin was seized in 2014: 7.2 tons. "
     "Police "
     "solved 1,212 drug cases in 2015 and arrested 1,412 suspects. On 3 March 2015, 214 new cases "
     "of "
     "measles were confirmed in Poland, and 3 deaths were reported. As of 4 March 2015, 1,214 "
     "confirmed cases had been reported in Poland. As of 9 March 2015, 1,114 confirmed cases had "
     "been "
     "reported in Poland.\n"},
    {"9-undated.txt",
     "Notes\n\nOn 14 September, 412 new cases of cholera were confirmed in Poland. Some 51 new "
     "cases "
     "of cholera were confirmed in Poland.\n\nOn 3 May, 7 new cases of cholera were confirmed in "
     "Poland. On 3 May, 19 new cases of cholera were confirmed in Poland. On 4 May, police seized "
     "3 tons "
     "of heroin in Poland. On 4 May, police seized 7 tons of heroin in Poland.\n"},
    {"9-rows.jsonl",
     "{\"id\": \"a\", \"source\": \"Post\", \"date\": \"2023-01-05\", \"text\": \"In 2022, a total "
     "of "
     "4,512 permits were issued in France, and the clerks said that the new counters in the old "
     "town "
     "had made the difference. A total of 318 nests were counted, including 87 on the cliffs.\"}\n"
     "{\"id\": \"b\", \"source\": \"Post\", \"date\": \"2023-01-06\", \"text\": \"Nothing to "
     "tell.\"}\n"
     "{\"id\": \"c\", \"source\": \"Herald\", \"date\": \"2023-01-07\", \"text\": \"In 2022, 4,215 "
     "permits "
     "were issued in France. In 2015, police seized 12.3 tons of heroin in Poland. In 2021, honey "
     "output in France was 78 tonnes.\"}\n"},
    {"a-copy.txt",
     "Source: Courier\nDate: 2023-06-01\n\nIn 2022, a total of 4,512 permits were issued in "
     "France, and "
     "the clerks said that the new counters in the old town had made the difference.\n"},
    {"b-silent.txt", "Nothing was counted here.\n"},
