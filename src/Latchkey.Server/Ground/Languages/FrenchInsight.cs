namespace Latchkey.Server.Ground.Languages;

internal static class FrenchInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Rapports",
        Failures = "Échecs par cause",
        FailuresMean = "Pourquoi des connexions ont échoué.",
        NoFailures = "Aucune connexion n’a échoué pendant cette période.",
        Factors = "Facteurs utilisés",
        FactorsMean = "Combien de personnes ont configuré quoi en plus du mot de passe.",
        NoFactors = "Personne n’a encore configuré de second facteur.",
        Idle = "Applications inutilisées",
        IdleMeans = "Applications actives sans jeton pendant cette période. Ce que personne n’utilise gagne à être désactivé.",
        NoIdle = "Toutes les applications actives ont obtenu un jeton.",
        Refreshes = "Actualisations répétées et vols",
        RefreshesMean = "Une répétition est une réponse perdue, sans danger. Un vol a mis fin à tout ce qui venait de sa connexion.",
        NoRefreshes = "Aucune actualisation répétée ni volée.",
        Repeats = "répétitions",
        Thefts = "vols",
        Slow = "Requêtes lentes",
        SlowMeans = "Depuis le démarrage de ce serveur, selon ce que dix-neuf requêtes sur vingt ont pris au plus.",
        NoSlow = "Rien n’a encore été demandé.",
        NothingToShow = "Rien à afficher",

        Cause = "Cause",
        SignIns = "Connexions",
        Factor = "Facteur",
        SetUp = "Configurés",
        App = "Application",
        DaysIdle = "Jours sans usage",
        LastUsed = "Dernier usage",
        NeverUsed = "jamais",
        Times = "Fois",
        Route = "Route",
        P95 = "19 sur 20 en",
        Longest = "La plus longue",
        Requests = "Requêtes",

        IsLive = "En direct",
        Watch = "Suivre en direct",
        StopLive = "Arrêter",
        SavedSearches = "Recherches enregistrées",
        SaveSearchAs = "Garder cette recherche sous",
        SaveSearch = "Garder",
        SearchNotSaved = "La recherche n’a pas été gardée : il faut un nom d’au plus 100 caractères, et il peut y en avoir 50.",

        Authenticators = "Authentificateurs",
        AuthenticatorsLead = "Ce avec quoi les personnes prouvent qui elles sont. Qui peut configurer quoi, les stratégies d’inscription le disent.",
    };
}
