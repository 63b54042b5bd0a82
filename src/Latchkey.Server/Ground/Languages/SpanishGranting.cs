namespace Latchkey.Server.Ground.Languages;

internal static class SpanishGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Para qué aplicaciones es",
        EveryApp = "Todas las aplicaciones",
        EveryAppMeans = "También las que se creen después.",
        OnlyThese = "Solo estas",
        OnlyTheseMeans = "Lo que se nombra en los campos de abajo.",
        WhichPeople = "Para qué personas es",
        EveryPerson = "Todas las personas que tengan asignada la aplicación",
        EveryScope = "Todos los ámbitos",
        ScopeLines = "Ámbitos",
        OneALine = "Uno en cada línea.",
        AccessMinutes = "Token de acceso: minutos",
        AccessMinutesHint = "Entre 5 y 1440.",
        RefreshMinutes = "Token de actualización: minutos",
        RefreshMinutesHint = "0: no termina.",
        WindowMinutes = "Termina antes si no se usa en: minutos",
        DeleteAccessPolicyMeans =
            "Sus reglas se van con ella, y las aplicaciones que solo ella admitía no reciben más tokens. No se puede deshacer.",
        DeleteScopeMeans = "Las solicitudes que lo pidan se rechazarán, y las reglas que lo nombran dejarán de cumplirse. No se puede deshacer.",
        DeleteClaimMeans = "Los tokens dejarán de incluirla: una API que la busque no la encontrará. No se puede deshacer.",
        RevokeTokenMeans = "Los programas que lo usan serán rechazados desde ahora. No se puede recuperar; se puede crear otro.",

        GroupRules = "Reglas de grupos",
        GroupRulesLead = "Quien cumpla una regla con su perfil entra en sus grupos, ahora y cuando cambie.",
        AddGroupRule = "Añadir regla",
        NoGroupRules = "No hay reglas de grupos",
        NoGroupRulesMeans = "Una regla le evita meter personas en grupos a mano: todas las de un departamento, por ejemplo.",
        RuleExpressionHint = "Verdadero o falso de un perfil: user.department == \"Sales\"",
        IntoGroups = "En estos grupos",
        ExceptPeople = "Sin estas personas",
        ActiveRuleMeans = "Una regla activa se mira y no se cambia: desactívela primero.",
        DeleteRuleMeans = "Quien entró por ella se queda en los grupos. No se puede deshacer.",

        SignOn = "Inicio de sesión",
        SignOnLead = "Cómo entran las personas en esta aplicación y qué directivas deciden.",
        ProvesItself = "La aplicación demuestra quién es con",
    };
}
