/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that stand side by side and do not recompute each other. */
"Police arrested 120 people and seized 45 cars and 30 motorcycles in 2019.",
    "In all, 45 people died, 30 were injured and 12 are missing.",
    "The clinic saw 310 patients, including 200 women and 150 minors.",
    "About 60% of the students were men and 45% had jobs.",
    "The survey covered 1,000 adults; 45% smoked and 30% drank.",
    "Sales rose 5% to 1,200 units, the highest level since the 900 units of 2008.",
    "Of the 300 patients, 45 (12% of all adults in the town) were smokers.",
    "The company sold 500 cars, up from 400 in 2018 and 350 in 2017.",
    "Exports grew by 4% and imports by 7% from 2010 to 2015, to 300 million and 450 million euros.",
    "From 2010 to 2015, the prisoner was held for two years in Turin.",
    "Between 1990 and 2020 the state paid a pension for 12 years.",
    "For three of the four tests, Alice and Bob used the same machine.",
    "The two ministers met Peru, Chile and Bolivia in talks on trade.",
    "The centre trained 34 officers, including federal and state police and customs staff.",
    "Fourteen towns, including Paris and Lyon, and 30 villages were flooded.",
    "The court heard 14 cases, with 60 witnesses called by the defence.",
    "The hospital has three wards, including a 30-bed unit for children.",
    "The tax brought in 40 million euros, a 9 percent increase over 2017.",
    "The firm employs 900 people, 300 in Spain and 200 in Italy among others.",
    "They planted 400 oaks, 300 elms and several ashes, bringing the total of trees to 2,100.",
    "Officials inspected 12 ships, 5 of them twice, and 18 warehouses.",
    "First, the state must act; the plan names two aims.",
    "Turnout was 64% in 2012 and 61% in 2016, and 30% voted by post.",
    "Prices rose 3.2% in May after rising 2.9% in April, to 104.5.",
    "The river rose 3 metres to 12 metres; the dam is 40 metres high.",
    "One in five children, or about 2 million, live in poverty in a country of 60 million.",
    "The fleet has 12 squadrons, comprising 140 aircraft and 3,000 men.",
    "The trial lasted over 26 weeks, and 1,430 files were read, an average of 50 a week.",
    "The 36 clerks sorted 10,800 letters, an average of 14 a day.",
    "The depot repaired 3,600 trams in 3 years, an average of 100 a month.",
    "The crew took four steps, met owners, signed leases and left town.",
    "The list names tier 1 ports, Ghent, Cork and Riga.",
    "A total of 1,200 guests came:\n\n- 15 bands\n- 300 meals\n- 90 stalls",
    "Fares may rise by 5 to 10 percent from 2010 levels of 40 percent.",
    "The gate now opens at port 8231 instead of 1001.",
    "Step 18 of release 8.01 broke two cases of 0.",
    "Fix two leaks in the loader (#747605, #758991).",
    "The record has two 1-byte fields, which is a 2 byte offset.",
    "4471 Improve coverage of two digit years 4502 Leak in the reader of size 64.",
    "4118 loader: allow spare seats and masts.",
    "Changes with 235:\n\n- now reads 48,000 lines\n- two new flags\n- several fixes",
    "Release 7.8 brings these changes:\n\n- 12 fixes\n- 4 flags\n- new names",
    "The audit used 4 settings, pairs of:\n\n- large and small\n- old and new",
    "See example.org/?q=%22(7,9)%22 for more.",
    "Using these, three vectors representing the points (2,3,4) and (6,2,1) are drawn.",
    "The 3 by 7 region consists of rows 3, 4, and 5, and columns 6 through 12.",
    ("Bugs mended:\n 726149 broadway: drop the old masts\n 726187 Use new sails in the fleet\n"
     " 726209 Crossings of ports are counted"),
    ("The following languages support two grammatical forms in names of months: Catalan, Greek, "
     "and "
     "Kashubian."),
    ("The hook is called with two values of the harbour and its keeper when a ship calls here:\n\n"
     "- the name\n\nThe hook is called with three values of the harbour and its keeper when a ship "
     "calls here:\n\n- the port"),
    ("The keeper writes a raw 32-bit number to the log book of the harbour and then closes it.\n\n"
     "The keeper writes a raw 64-bit number to the log book of the harbour and then closes it."),
    ("Harbour 9.2 includes a number of changes that may affect the keepers of old logs there.\n\n"
     "Harbour 9.1 includes a number of changes that may affect the keepers of old logs there."),
    ("The keeper follows the orders of the fleet and was brought in line with Harbour 5.7.\n\n"
     "The keeper follows the orders of the fleet and was brought in line with Harbour 5.5."),
    "The reader knows 122 of the 139 languages of the north, 141 of those with short names.",
    ("In May 2023, sails.c (old, new): add 16 to the count of masts that stand in the harbour "
     "now.\n\n"
     "In May 2023, ropes.c (old, new): add 8 to the count of masts that stand in the harbour now."),
    ("A stripe of the long hash is a contiguous segment of 16 bytes. It has 4 lanes, of 4 bytes "
     "each. "
     "A lane keeps 2 seeds of the hash.\n\nA stripe of the long hash is a contiguous segment of 32 "
     "bytes. It has 4 lanes, of 8 bytes each. A lane keeps 3 seeds of the hash."),
    "masts.txt       |   5\nropes.txt       |  45\nsails.md5sum    |  18\n",
    "Sven: 10260: sails.c: resolve what stands between 10258 and 10230.",
    "The paper LIGHT-2025-07-07-4 mends masts 1.46~2019.10.09-1 of the harbour.",
    "In March the keeper added two targets to the sheet of the harbour (166 and 172).",
    "2: 1-63, 0, 1 ; 1: 1-63, 0, 1 ; and so on to the end of the script.",
    "The masts are an array of 0 to 31 (€80,000, €40,000 and €20,000) in all.",
    ("The tank defaults to 1 MiB.\nFor limits up to and including 2 GiB, the tank of the harbour "
     "will be less than 16 MiB."),
    "Five countries (France, Germany, Italy, Spain, Portugal and others) signed.",
    "Six of the eight countries (Chad, Mali, Niger, Benin, Togo and Ghana) have signed.",
    "She served from 1998 to 2004, three years of them as chair.",
    ("In May, 1,200 people arrived, 300 more than in April and 200 fewer than in March, when 1,400 "
     "came."),
    "The museum had 310,000 visitors, 40% of them from abroad, 60% under 30 and 55% women.",
    "The deficit narrowed to 3.1% of GDP from 3.4%, a reduction of 12 billion euros.",
    "The tug is at harbour (2:8.2.1913-1) now.", "The mole took harbour 7.1.2144-1 aboard.",
    "The log begins at 2011-10-28-19:41:10 with the first ship.",
    "Runs are kept in folders such as 2021.02.21-14.43.10 of the harbour.",
    "The custom goes back through the winter of 1908 to 1905 in this harbour.",
    "Give the quays as 0=2001:db8::1,1=2001:db8::2,2=2001:db8::3 to the pilot.",
    "The basin is drawn with 4 corner marks - (0., 0.), (0., 0.7), (0.7, 0.), (0.7, 0.7).",
    "15481, Sven Holm: 15477, 15482: Harbour/Lamps, Harbour/Masts: new lamps.",
    "weights: array[1..9] of Mast = (0, 0, 1, 1, 0, 1, 0, 1, 1);",
    "The valid range of lamps is 0-3 (0=none, 1=red only, 2=green only, 3=both).",
    "Depth of the sounder (0: 8 bits deep, 1: 9 bits deep, 2: 10 bits deep).",
    "buoy 1: lamp (2 chains, 2 hooks) type red",
    "1.4 Sail released in autumn (812 masts, 150 ropes)",
    "The yard has 3 different mast sizes: 64K, 512K and 1M.",
    "There are three locks and therefore three gates (# 1, 2 and 3).",
    "Our sample has four settings: 1, 0, 0, and -, in order.",
    "INSERT ropes SELECT n % 50, n % 50 FROM count_masts(1, 7000) m(n);",
    "The key holds 20 bytes (12b name + 8b head).",
    "The chart is a table of 6 rows and 32 columns, 192 in total.",
    "Raise the wait of the lock from its value, 500, to a far higher value, such as 5000.",
    "Give -1 for the default lamp (8 for the north, 1 for others).",
    "'boom':1,4,9 'mast':3 'rope':2,11 'sail':7",
    ("The word gives the lamps, bits 0-1 map to mast 0, and a total of 16 bits map to mast 1:\n\n- "
     "10: this is a red lamp\n- 11: this is a green lamp\n"),
    ("The port defines three transfer speeds:\n\n  - High Speed 480 Mbit/sec (60 MByte/sec)\n  - "
     "Full Speed 12 Mbit/sec (1.5 MByte/sec)\n  - Low Speed 1.5 Mbit/sec\n"),
    ("One voyage has three legs:\n\n- the first, which has two legs:\n\n  - out\n  - home\n\n- the "
     "second, which has three legs\n\n- the third\n"),
    "There are four lamps used:\n\n- the bowline, which holds\n- the other knots, which slip\n",
    ("These orders have seven hidden inputs:\n\n- Lamp L6 is the first of them.\n- Lamps L1-L5 are "
     "put out by the order.\n"),
    ("To moor a ship there are 3 ways:\n(1) throw the rope to the quay;\n(2) call the tug to the "
     "ship with the\nlong horn; or (3) drop the anchor.\n"),
    "They named 10 signs of rust:\n\n(3) Brown water.\n\n(6) Thin chains.\n\n(8) Loose bolts.\n",
    ("The quay has 4 cranes, and 2 tugs:\n\n- North Crane\n- South Crane\n- East Crane\n- West "
     "Crane\n- Red Tug\n- Blue Tug\n"),
    ("The tug has two faults:\n\na) The mast leans.\nb) The lamp is out.\n\n* Mend the hull as "
     "well.\n"),
    ("Mooring is done in the following 6 steps:\n\n1. Call the tug to the ship.\n\n2. Throw the "
     "rope.\n\n3. Pull the rope.\n\n4. Tie the rope.\n\n5. Stop the engine\n\n6. Open the gate\n"),
    ("It can be set by one of the following three ways:\n\n1. Each pilot may call.\n\n2. The "
     "master "
     "may write.\n\nThe pilot may then call again.\n\n3. The yard may wire.\n"),
    "The yard has a gauge with four fields: two lamp and two masts.",
    ("For men it was a 5.4% rise to 13.7% and for women a 0.5% rise to 36.6%; the figures were a "
     "4% "
     "rise to 12.7% for men and a 0.5% rise to 36.6% for women."),
    "After rent, this meant a rise from 7% to 25% below half the average wage.",
    ("The number of crews with less than half the average wage rose from 9% of the fleet in 1979 "
     "to "
     "25% in 1993."),
    "The valid values of drop_mast are from 0 to 3, where 0 means none.",
    ("The average volume of letters for the north quay is about 35 letters a week; the average "
     "volume of letters for the south quay is about 15 letters a week."),
