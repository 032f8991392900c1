/* The forces of a results folder, as charts and report find them in the tables. */
#include "suite.h"
#include "tables/forces/force_list.h"

#include "base/status.h"

#include <string.h>

#define HEAD "variant,force,quantity,troops,exceedance,mc_low,mc_high\n"

static void with_several(void)
{
    static const char text[] = HEAD "base,force,offered,100,0,0,0\nbase,force,required,100,0,0,0\n"
                                    "base,monitors,offered,50,0.5,0.4,0.6\nbase,monitors,required,50,0,0,0\n"
                                    "base,field_hospital,required,0,1,1,1\nbase,field_hospital,required,5,0,0,0\n"
                                    "more,force,offered,100,0,0,0\nmore,monitors,required,50,1,1,1\n";
    ent_csv csv;

    ent_csv_init(&csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, text, strlen(text)), ENT_OK);
    CU_ASSERT_EQUAL(ent_force_list_count(&csv), 3);
    CU_ASSERT_STRING_EQUAL(ent_force_list_id(&csv, 0), "force");
    CU_ASSERT_STRING_EQUAL(ent_force_list_id(&csv, 1), "monitors");
    CU_ASSERT_STRING_EQUAL(ent_force_list_id(&csv, 2), "field_hospital");
    CU_ASSERT_TRUE(ent_force_list_is_row(&csv, 2, "monitors"));
    CU_ASSERT_FALSE(ent_force_list_is_row(&csv, 2, "force"));
    CU_ASSERT_FALSE(ent_force_list_is_used(&csv, "force"));
    CU_ASSERT_TRUE(ent_force_list_is_used(&csv, "monitors"));
    CU_ASSERT_FALSE(ent_force_list_is_used(&csv, "field_hospital")); /* no more than 0 troops */
    CU_ASSERT_FALSE(ent_force_list_requires(&csv, "force"));
    CU_ASSERT_TRUE(ent_force_list_requires(&csv, "monitors")); /* in a variant */
    ent_csv_free(&csv);
}

static void with_one(void)
{
    static const char text[] = "variant,quantity,troops,exceedance,mc_low,mc_high\nbase,offered,100,0,0,0\n"
                               "base,required,100,1,1,1\n";
    ent_csv csv;

    ent_csv_init(&csv);
    CU_ASSERT_EQUAL(ent_force_list_count(&csv), 1);
    CU_ASSERT_STRING_EQUAL(ent_force_list_id(&csv, 0), "force");
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, text, strlen(text)), ENT_OK);
    CU_ASSERT_EQUAL(ent_force_list_count(&csv), 1);
    CU_ASSERT_TRUE(ent_force_list_is_row(&csv, 1, "force"));
    CU_ASSERT_TRUE(ent_force_list_requires(&csv, "force"));
    ent_csv_free(&csv);
}

static void of_contributors(void)
{
    static const char text[] = "variant,path,written\nbase,contributors.kenya.force,monitors\n"
                               "base,contributors.kenya.forces,x\nmore,contributors.ken.force,patrols\n";
    ent_csv csv;

    ent_csv_init(&csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, text, strlen(text)), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_force_list_of(&csv, "base", "kenya"), "monitors");
    CU_ASSERT_STRING_EQUAL(ent_force_list_of(&csv, "more", "kenya"), "force");
    CU_ASSERT_STRING_EQUAL(ent_force_list_of(&csv, "base", "ken"), "force");
    CU_ASSERT_STRING_EQUAL(ent_force_list_of(&csv, "more", "ken"), "patrols");
    ent_csv_free(&csv);
}

int main(void)
{
    CU_TestInfo tests[] = {{"with several", with_several}, {"with one", with_one}, {"of contributors", of_contributors},
        CU_TEST_INFO_NULL};

    return ent_run_suite("force list", tests);
}
