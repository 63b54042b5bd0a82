namespace Latchkey.Server.Ground.Languages;

internal static class PortugueseInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Relatórios",
        Failures = "Falhas por causa",
        FailuresMean = "Por que logins falharam.",
        NoFailures = "Nenhum login falhou neste período.",
        Factors = "Fatores em uso",
        FactorsMean = "Quantas pessoas configuraram o quê além da senha.",
        NoFactors = "Ninguém configurou um segundo fator ainda.",
        Idle = "Aplicativos sem uso",
        IdleMeans = "Aplicativos ativos sem token neste período. O que ninguém usa é melhor desativar.",
        NoIdle = "Todos os aplicativos ativos receberam um token.",
        Refreshes = "Atualizações repetidas e furtos",
        RefreshesMean = "Uma repetição é uma resposta perdida, inofensiva. Um furto encerrou tudo o que veio do seu login.",
        NoRefreshes = "Nenhuma atualização repetida ou furtada.",
        Repeats = "repetições",
        Thefts = "furtos",
        Slow = "Solicitações lentas",
        SlowMeans = "Desde que este servidor iniciou, pelo que dezenove de vinte levaram no máximo.",
        NoSlow = "Nada foi pedido ainda.",
        NothingToShow = "Nada a mostrar",

        Cause = "Causa",
        SignIns = "Logins",
        Factor = "Fator",
        SetUp = "Configurados",
        App = "Aplicativo",
        DaysIdle = "Dias sem uso",
        LastUsed = "Último uso",
        NeverUsed = "nunca",
        Times = "Vezes",
        Route = "Rota",
        P95 = "19 de 20 em",
        Longest = "A mais longa",
        Requests = "Solicitações",

        IsLive = "Ao vivo",
        Watch = "Acompanhar ao vivo",
        StopLive = "Parar",
        SavedSearches = "Buscas salvas",
        SaveSearchAs = "Guardar esta busca como",
        SaveSearch = "Guardar",
        SearchNotSaved = "A busca não foi guardada: precisa de um nome de até 100 caracteres, e pode haver 50.",

        Authenticators = "Autenticadores",
        AuthenticatorsLead = "Com o que as pessoas provam quem são. Quem pode configurar o quê, dizem as políticas de inscrição.",
    };
}
