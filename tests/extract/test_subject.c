/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure is said of where no noun stands behind it, and who acts. */
#include "tests/base/support.h"
#include "tests/extract/harness.h"

typedef struct subject_case {
    const char *text, *noun, *predicate; /* of the last claim; or its agent for the noun */
} subject_case;

static const subject_case cases[] = {
    {"Turnout was 52%.", "Turnout", ""},
    {"Turnout on Sunday was 52%.", "Turnout", ""},
    {"The wheat harvest rose to 30,000 tons.", "wheat", "harvest"},
    {"Production of wheat rose from 12 tons to 30 tons.", "wheat", "produce"},
    {"Spending on roads fell to 4 million euros.", "roads", "spend"},
    {"Road deaths fell by 3% to 1,206.", "Road deaths", ""},
    {"Of 840 homes, 294 were empty.\n\nRoad deaths fell from 1,306 to 1,206.", "Road deaths", ""},
    {"Unemployment fell and inflation rose to 7%.", "inflation", ""},
    {"Wheat exports fell by 3%, to 200 tons.", "Wheat", "export"},
    {"Wheat exports fell by 3%, totalling 200 tons.", "Wheat", "export"},
    {"Police seizures of salt fell by 3% to 200 tons.", "salt", "seize"},
    {"Of the pupils who came, 40% sailed.", "pupils", ""},
    {"Of the 12 clinics in town, three were new.", "clinics", ""},
    {"The fair drew guests from three WHO regions.", "WHO regions", ""},
    {"The town built two children\u2019s courts.", "courts", ""},
    {"About 60% of the salt crossing the sound is lost.", "salt", ""},
    {"Guards seized 43 tons of tea, including 14 tons at the quay.", "tea", "seize"},
    {"The isle has few people (353,000 according to the register).", "", ""},
    /* what somebody sets, and what rises or falls */
    {"The bank kept its target for the call rate at 3%.", "call rate", ""},
    {"The council approved a rise in the discount rate from 3% to 4%.", "discount rate", ""},
    {"The board lowered the federal deposit rate by 25 basis points.", "federal deposit rate", ""},
    {"Guards reported a 12% rise in arrests over a year.", "arrests", ""},
    {"There was a drop of 12% in the number of fires.", "fires", ""},
    {"Salt exports fell by 12%.", "Salt", "export"},
    {"Road deaths rose 12% in 1998.", "Road deaths", ""},
    {"A 5% drop in salt production in Kent was told.", "salt production", ""},
    {"Guards seized 3 boats and $3 million in bulk cash and two cars.", "cars", "seize"},
    {"Guards seized $3 million in bulk cash and some cars.", "bulk cash", "seize"},
    {"Divers sold $3 million worth of black pearls.", "black pearls", "sell"},
    {"The town gives $3 million annually for road repair.", "road repair", ""},
    {"Guards seized $3 million in Kent.", "", ""},
    {"Guards seized $3 million in northern towns.", "", ""},
    {"Guards seized $3 million in return for a favour.", "", ""},
    {"The bank kept the call rate unchanged at 3%.", "call rate", ""},
    {"The school told of a 98% literacy rate in towns.", "literacy rate", ""},
    {"The bank kept the 2% target range for the discount rate.", "discount rate", ""},
    {"Boys showed a 28% higher incidence of colds.", "incidence", ""},
    {"The bank aims at 2% inflation.", "inflation", ""},
    {"Guards found much tea; 12 tons were black leaves.", "black leaves", ""},
    {"Guards found much tea; 12 tons were black.", "", ""},
    {"The bank buys longer-term mortgage bonds at a pace of 3 million euros a day.",
     "longer-term mortgage bonds", ""},
    {"The number of fires declined by 23%.", "fires", ""},
    {"Guards counted 40 boats in 2017 - a 16 percent decrease from 2016.", "boats", ""},
    {"Guards found 9 tons of tea (an increase of 8%).", "tea", ""},
    {"Guards found 9 tons of tea and 8 of salt, a 6% rise and a 3% drop, respectively.", "", ""},
    {"Guards found 9 tons of tea, a 6% rise in green tea.", "green tea", ""},
    {"A 5% drop in comparison to last year was told.", "", ""},
    {"A 5% drop in Kent was told.", "", ""},
    {"A 5% drop in the northern provinces was told.", "", ""},
    /* said of nothing, or of what has no name of its own */
    {"Turnout figures were 52%.", "", ""},
    {"Turnout was low and the governor won 52%.", "", ""},
    {"Turnout rose while the governor won 52%.", "", ""},
    {"Road deaths and injuries fell to 1,206.", "", ""},
    {"Injuries and road deaths fell to 1,206.", "", ""},
    {"Spending on roads and bridges fell to 4 million euros.", "", ""},
    {"The wheat and barley harvest rose to 30,000 tons.", "", ""},
    {"Production of wheat and barley rose to 30,000 tons.", "", ""},
};

START_TEST(said_of) {
    const subject_case *c = &cases[_i];
    reading r;
    reading_open(&r, NULL, tie_str_c(c->text));
    ck_assert_msg(r.claim_count > 0, "%s: no claim", c->text);
    const tie_claim *last = &r.claims[r.claim_count - 1];
    ck_assert_msg(tie_str_eq(last->noun, tie_str_c(c->noun)), "%s: %.*s", c->text,
                  TIE_FMT(last->noun));
    bool deed = !*c->predicate || tie_str_eq(last->predicate, tie_str_c(c->predicate));
    ck_assert_msg(deed, "%s: %.*s", c->text, TIE_FMT(last->predicate));
    reading_close(&r);
}
END_TEST

/* Who acts, of the last claim. */
static const subject_case actors[] = {
    {"In 2017, the BHK closed 3 mills.", "BHK", "close"},
    {"The Board of Governors approved 3 requests.", "Board of Governors", "approve"},
    {"The BHK closed 3 mills and fined 40 owners.", "BHK", "fine"},
    {"The Board of Harbour Keepers (BHK) closed 3 mills.", "BHK", "close"},
    {"The BHK reports that 3 mills were closed.", "BHK", "close"},
    {"Customs (which has its own police) closed 3 mills.", "customs", "close"},
    {"Working with the Harbour Board and customs, police closed 3 mills.", "police", "close"},
    /* not who acts */
    {"AIDS killed 300 men.", "", "kill"},
    {"Of the LSD seized in 2017, 30 kg were burned.", "", ""},
    {"The Guild worked with the Ministry of Trade and customs to close 3 mills.", "", ""},
};

START_TEST(acted_by) {
    const subject_case *c = &actors[_i];
    reading r;
    reading_open(&r, NULL, tie_str_c(c->text));
    ck_assert_msg(r.claim_count > 0, "%s: no claim", c->text);
    const tie_claim *last = &r.claims[r.claim_count - 1];
    ck_assert_msg(tie_str_eq(last->agent, tie_str_c(c->noun)), "%s: %.*s", c->text,
                  TIE_FMT(last->agent));
    bool deed = !*c->predicate || tie_str_eq(last->predicate, tie_str_c(c->predicate));
    ck_assert_msg(deed, "%s: %.*s", c->text, TIE_FMT(last->predicate));
    reading_close(&r);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("extract/subject");
    TCase *tcase = tcase_create("sentences");
    tcase_add_unchecked_fixture(tcase, rules_open, rules_close);
    tcase_add_loop_test(tcase, said_of, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, acted_by, 0, COUNT_OF(actors));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
