#include "CDefinitions.h"

/* To bundle another version, embed its files here and list them below. */

static const unsigned char vppp_2021_1_actions[] = {
#embed "../../Questionnaires/vppp/2021.1/actions.json"
};
static const unsigned char vppp_2021_1_credibility[] = {
#embed "../../Questionnaires/vppp/2021.1/credibility.json"
};
static const unsigned char vppp_2021_1_glossary[] = {
#embed "../../Questionnaires/vppp/2021.1/glossary.json"
};
static const unsigned char vppp_2021_1_groups[] = {
#embed "../../Questionnaires/vppp/2021.1/groups.json"
};
static const unsigned char vppp_2021_1_maturity[] = {
#embed "../../Questionnaires/vppp/2021.1/maturity.json"
};
static const unsigned char vppp_2021_1_questionnaire[] = {
#embed "../../Questionnaires/vppp/2021.1/questionnaire.json"
};
static const unsigned char vppp_2021_1_rules[] = {
#embed "../../Questionnaires/vppp/2021.1/rules.json"
};
static const unsigned char vppp_2024_1_actions[] = {
#embed "../../Questionnaires/vppp/2024.1/actions.json"
};
static const unsigned char vppp_2024_1_credibility[] = {
#embed "../../Questionnaires/vppp/2024.1/credibility.json"
};
static const unsigned char vppp_2024_1_glossary[] = {
#embed "../../Questionnaires/vppp/2024.1/glossary.json"
};
static const unsigned char vppp_2024_1_groups[] = {
#embed "../../Questionnaires/vppp/2024.1/groups.json"
};
static const unsigned char vppp_2024_1_maturity[] = {
#embed "../../Questionnaires/vppp/2024.1/maturity.json"
};
static const unsigned char vppp_2024_1_migration_from_2021_1[] = {
#embed "../../Questionnaires/vppp/2024.1/migration-from-2021.1.json"
};
static const unsigned char vppp_2024_1_questionnaire[] = {
#embed "../../Questionnaires/vppp/2024.1/questionnaire.json"
};
static const unsigned char vppp_2024_1_rules[] = {
#embed "../../Questionnaires/vppp/2024.1/rules.json"
};

static const unsigned char audit_policy[] = {
#embed "../../Questionnaires/audit-policy.json"
};

#define ENTRY(folder, name, bytes) { folder, name, bytes, sizeof bytes }

static const struct briedums_definition_file files[] = {
    ENTRY("vppp/2021.1", "actions.json", vppp_2021_1_actions),
    ENTRY("vppp/2021.1", "credibility.json", vppp_2021_1_credibility),
    ENTRY("vppp/2021.1", "glossary.json", vppp_2021_1_glossary),
    ENTRY("vppp/2021.1", "groups.json", vppp_2021_1_groups),
    ENTRY("vppp/2021.1", "maturity.json", vppp_2021_1_maturity),
    ENTRY("vppp/2021.1", "questionnaire.json", vppp_2021_1_questionnaire),
    ENTRY("vppp/2021.1", "rules.json", vppp_2021_1_rules),
    ENTRY("vppp/2024.1", "actions.json", vppp_2024_1_actions),
    ENTRY("vppp/2024.1", "credibility.json", vppp_2024_1_credibility),
    ENTRY("vppp/2024.1", "glossary.json", vppp_2024_1_glossary),
    ENTRY("vppp/2024.1", "groups.json", vppp_2024_1_groups),
    ENTRY("vppp/2024.1", "maturity.json", vppp_2024_1_maturity),
    ENTRY("vppp/2024.1", "migration-from-2021.1.json", vppp_2024_1_migration_from_2021_1),
    ENTRY("vppp/2024.1", "questionnaire.json", vppp_2024_1_questionnaire),
    ENTRY("vppp/2024.1", "rules.json", vppp_2024_1_rules),
};

size_t briedums_definition_file_count(void) { return sizeof files / sizeof files[0]; }

struct briedums_definition_file briedums_definition_file_at(size_t index) { return files[index]; }

struct briedums_definition_file briedums_audit_policy(void) {
    return (struct briedums_definition_file)ENTRY("", "audit-policy.json", audit_policy);
}
