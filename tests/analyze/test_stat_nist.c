/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certified values of the NIST Statistical Reference Datasets: correct digits, that is the log
 * relative error of the worst coefficient, may not fall below what the method is known to reach. */
#include "stat_test.h"

#define NIST_DIR TIEOUT_SHARED_DIR "/oracles/nist/"
enum { MOST_ROWS = 5001, MOST_COLUMNS = 11, LINE = 256, FIRST_DATA_LINE = 25 };

typedef struct nist_set {
    double certified[MOST_COLUMNS];
    double rows[MOST_ROWS][7]; /* as printed: y first */
    size_t row_count;
} nist_set;

static bool is_absent(const char *name) {
    FILE *file = fopen(NIST_DIR "Norris.dat", "r");
    if (file) {
        fclose(file);
        return false;
    }
    printf("skipped: no " NIST_DIR " (%s)\n", name);
    return true;
}

static void read_row(const char *line, nist_set *set) {
    char *end;
    size_t count = 0;
    for (const char *at = line; count < 7; at = end) {
        double x = strtod(at, &end);
        if (end == at)
            break;
        set->rows[set->row_count][count++] = x;
    }
    set->row_count += count > 0;
}

/* The header too has a line "Data:"; certified values stand on lines
 * "B0 ...", or behind a colon. */
static void read_set(const char *name, nist_set *set) {
    char path[512], line[LINE];
    snprintf(path, sizeof path, NIST_DIR "%s.dat", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s", path);
    bool in_data = false;
    size_t coefficients = 0, moments = 0;
    memset(set, 0, sizeof *set);
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        const char *colon = strchr(line, ':');
        unsigned index;
        double value;
        if (number > FIRST_DATA_LINE && strncmp(line, "Data:", 5) == 0)
            in_data = true;
        else if (in_data)
            read_row(line, set);
        else if (sscanf(line, " B%u %lf", &index, &value) == 2)
            set->certified[coefficients++] = value;
        else if (strncmp(line, "Sample ", 7) == 0 && colon)
            set->certified[moments++] = strtod(colon + 1, NULL);
    }
    fclose(file);
    ck_assert_uint_gt(set->row_count, 0);
}

static double correct_digits(double found, double certified) {
    double error = fabs(found - certified);
    if (certified != 0)
        error /= fabs(certified);
    return error > 0 ? fmin(15, -log10(error)) : 15;
}

/* p columns: powers of x (from x^1 without intercept), or the printed columns for Longley. */
typedef struct linear_case {
    const char *name;
    size_t p;
    bool intercept, columns;
    double floor;
} linear_case;
static const linear_case LINEAR[] = {
    {"Norris", 2, true, false, 11},    {"Pontius", 3, true, false, 11},
    {"NoInt1", 1, false, false, 13},   {"NoInt2", 1, false, false, 13},
    {"Filip", 11, true, false, 6.5},   {"Longley", 7, true, true, 10.5},
    {"Wampler1", 6, true, false, 8.5}, {"Wampler2", 6, true, false, 11.5},
    {"Wampler3", 6, true, false, 8.5}, {"Wampler4", 6, true, false, 7},
    {"Wampler5", 6, true, false, 5},
};

START_TEST(linear_floor) {
    const linear_case *c = &LINEAR[_i];
    if (is_absent(c->name))
        return;
    static nist_set set;
    static double x[MOST_ROWS * MOST_COLUMNS], y[MOST_ROWS];
    read_set(c->name, &set);
    for (size_t i = 0; i < set.row_count; i++) {
        y[i] = set.rows[i][0];
        double power = c->intercept ? 1 : set.rows[i][1];
        for (size_t k = 0; k < c->p; k++) {
            x[i * c->p + k] = c->columns && k ? set.rows[i][k] : power;
            power *= set.rows[i][1];
        }
    }
    double coef[MOST_COLUMNS], se[MOST_COLUMNS], worst = 15;
    tie_regression r = tie_stat_regress(x, y, set.row_count, c->p, coef, se);
    ck_assert_int_eq(r.is.status, TIE_STAT_OK);
    for (size_t k = 0; k < c->p; k++)
        worst = fmin(worst, correct_digits(coef[k], set.certified[k]));
    printf("%-9s %4.1f correct digits (floor %.1f)\n", c->name, worst, c->floor);
    ck_assert_msg(worst >= c->floor, "%s: %.2f", c->name, worst);
}
END_TEST

START_TEST(plain_line_floor) {
    if (is_absent("line"))
        return;
    WITH_ARENA(arena);
    static nist_set set;
    read_set("Norris", &set);
    double time[64], value[64];
    for (size_t i = 0; i < set.row_count; i++) {
        time[i] = set.rows[i][1];
        value[i] = set.rows[i][0];
    }
    tie_line line = tie__line_fit(&arena, time, value, set.row_count);
    ck_assert(correct_digits(line.intercept, set.certified[0]) >= 11);
    ck_assert(correct_digits(line.slope, set.certified[1]) >= 11);
    ck_assert(correct_digits(line.se_slope, 0.429796848199937E-03) >= 11);
    ck_assert(correct_digits(line.se_intercept, 0.232818234301152) >= 11);
    tie_arena_release(&arena);
}
END_TEST

typedef struct moment_case {
    const char *name;
    double sd_floor;
} moment_case;
static const moment_case MOMENTS[] = {{"Lew", 12},      {"Lottery", 12}, {"Mavro", 12},
                                      {"Michelso", 12}, {"NumAcc1", 12}, {"NumAcc2", 12},
                                      {"NumAcc3", 9.5}, {"NumAcc4", 8.3}};

START_TEST(moments_floor) {
    const moment_case *c = &MOMENTS[_i];
    if (is_absent(c->name))
        return;
    WITH_ARENA(arena);
    static nist_set set;
    static double x[MOST_ROWS];
    read_set(c->name, &set);
    for (size_t i = 0; i < set.row_count; i++)
        x[i] = set.rows[i][0];
    tie_moments m = tie_stat_moments(&arena, x, set.row_count);
    double mean = correct_digits(m.mean, set.certified[0]);
    double sd = correct_digits(m.sd, set.certified[1]);
    printf("%-9s mean %.1f, sd %.1f correct digits (floors 15, %.1f)\n", c->name, mean, sd,
           c->sd_floor);
    /* Floors are printed to one decimal. */
    ck_assert_msg(mean >= 14.95, "%s mean: %.2f", c->name, mean);
    ck_assert_msg(sd >= c->sd_floor - 0.05, "%s sd: %.2f", c->name, sd);
    tie_arena_release(&arena);
}
END_TEST

static void add(TCase *tests) {
    tcase_add_loop_test(tests, linear_floor, 0, sizeof LINEAR / sizeof *LINEAR);
    tcase_add_test(tests, plain_line_floor);
    tcase_add_loop_test(tests, moments_floor, 0, sizeof MOMENTS / sizeof *MOMENTS);
}

int main(void) { return run_suite("stat_nist", add); }
