namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Para quais aplicativos",
        EveryApp = "Todos os aplicativos",
        EveryAppMeans = "Também os criados depois.",
        OnlyThese = "Somente estes",
        OnlyTheseMeans = "O que os campos abaixo nomeiam.",
        WhichPeople = "Para quais pessoas",
        EveryPerson = "Todas as pessoas a quem o aplicativo está atribuído",
        EveryScope = "Todos os escopos",
        ScopeLines = "Escopos",
        OneALine = "Um por linha.",
        AccessMinutes = "Token de acesso: minutos",
        AccessMinutesHint = "Entre 5 e 1440.",
        RefreshMinutes = "Token de atualização: minutos",
        RefreshMinutesHint = "0: não termina.",
        WindowMinutes = "Termina antes se não for usado por: minutos",
        DeleteAccessPolicyMeans = "As regras vão junto, e os aplicativos que só ela admitia não recebem mais tokens. Não pode ser desfeito.",
        DeleteScopeMeans = "Solicitações que o pedem passam a ser recusadas, e regras que o nomeiam deixam de se aplicar. Não pode ser desfeito.",
        DeleteClaimMeans = "Os tokens deixam de trazê-la: uma API que a procura não a encontrará. Não pode ser desfeito.",
        RevokeTokenMeans = "Programas que o usam passam a ser recusados. Não pode ser recuperado; outro pode ser criado.",

        GroupRules = "Regras de grupos",
        GroupRulesLead = "Quem satisfaz uma regra com seu perfil entra nos grupos dela, agora e quando mudar.",
        AddGroupRule = "Adicionar regra",
        NoGroupRules = "Nenhuma regra de grupos",
        NoGroupRulesMeans = "Uma regra evita colocar pessoas em grupos à mão: todas de um departamento, por exemplo.",
        RuleExpressionHint = "Verdadeiro ou falso de um perfil: user.department == \"Sales\"",
        IntoGroups = "Nestes grupos",
        ExceptPeople = "Sem estas pessoas",
        ActiveRuleMeans = "Uma regra ativa se vê e não se altera: desative-a primeiro.",
        DeleteRuleMeans = "Quem ela colocou nos grupos permanece. Não pode ser desfeito.",

        SignOn = "Login",
        SignOnLead = "Como as pessoas entram neste aplicativo e quais políticas decidem.",
        ProvesItself = "O aplicativo prova quem é com",
    };
}
