namespace Latchkey.Server.Ground.Languages;

internal static class SpanishInsight
{
    public static readonly InsightTexts Texts = InsightTexts.English with
    {
        Insights = "Informes",
        Failures = "Fallos por causa",
        FailuresMean = "Por qué fallaron los inicios de sesión.",
        NoFailures = "Ningún inicio de sesión falló en este tiempo.",
        Factors = "Factores en uso",
        FactorsMean = "Cuántas personas han configurado qué además de la contraseña.",
        NoFactors = "Nadie ha configurado aún un segundo factor.",
        Idle = "Aplicaciones sin uso",
        IdleMeans = "Aplicaciones activas que no recibieron ningún token en este tiempo. Lo que nadie usa es mejor desactivarlo.",
        NoIdle = "Todas las aplicaciones activas recibieron un token en este tiempo.",
        Refreshes = "Repeticiones y robos de actualización",
        RefreshesMean = "Una repetición es una respuesta perdida y no hace daño. Un robo terminó todo lo que salió de su inicio de sesión.",
        NoRefreshes = "Ninguna actualización se repitió ni se robó.",
        Repeats = "repeticiones",
        Thefts = "robos",
        Slow = "Solicitudes lentas",
        SlowMeans = "Desde que arrancó este servidor, según lo que tardaron como máximo diecinueve de cada veinte.",
        NoSlow = "Aún no se ha pedido nada.",
        NothingToShow = "Nada que mostrar",

        Cause = "Causa",
        SignIns = "Inicios de sesión",
        Factor = "Factor",
        SetUp = "Configurados",
        App = "Aplicación",
        DaysIdle = "Días sin uso",
        LastUsed = "Último uso",
        NeverUsed = "nunca",
        Times = "Veces",
        Route = "Ruta",
        P95 = "19 de 20 en",
        Longest = "La más larga",
        Requests = "Solicitudes",

        IsLive = "En directo",
        Watch = "Ver en directo",
        StopLive = "Detener",
        SavedSearches = "Búsquedas guardadas",
        SaveSearchAs = "Guardar esta búsqueda como",
        SaveSearch = "Guardar",
        SearchNotSaved = "La búsqueda no se guardó: necesita un nombre de hasta 100 caracteres y puede haber 50.",

        Authenticators = "Autenticadores",
        AuthenticatorsLead = "Con qué pueden demostrar quiénes son. Quién puede configurar cuál lo dicen las directivas de inscripción.",
    };
}
