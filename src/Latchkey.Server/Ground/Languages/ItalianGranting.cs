namespace Latchkey.Server.Ground.Languages;

internal static class ItalianGranting
{
    public static readonly GrantingTexts Texts = GrantingTexts.English with
    {
        WhichApps = "Per quali app",
        EveryApp = "Tutte le app",
        EveryAppMeans = "Anche quelle create in seguito.",
        OnlyThese = "Solo queste",
        OnlyTheseMeans = "Ciò che è indicato nei campi sotto.",
        WhichPeople = "Per quali persone",
        EveryPerson = "Tutte le persone a cui l’app è assegnata",
        EveryScope = "Tutti gli ambiti",
        ScopeLines = "Ambiti",
        OneALine = "Uno per riga.",
        AccessMinutes = "Token di accesso: minuti",
        AccessMinutesHint = "Tra 5 e 1440.",
        RefreshMinutes = "Token di aggiornamento: minuti",
        RefreshMinutesHint = "0: senza scadenza.",
        WindowMinutes = "Termina prima se non usato per: minuti",
        DeleteAccessPolicyMeans = "Le sue regole spariscono con essa e le app ammesse solo da essa non ricevono più token. Non si può annullare.",
        DeleteScopeMeans = "Le richieste che lo chiedono verranno rifiutate e le regole che lo indicano non varranno più. Non si può annullare.",
        DeleteClaimMeans = "I token non la riporteranno più: un’API che la cerca non la troverà. Non si può annullare.",
        RevokeTokenMeans = "I programmi che lo usano verranno rifiutati. Non si può ripristinare; se ne può creare un altro.",

        GroupRules = "Regole dei gruppi",
        GroupRulesLead = "Chi soddisfa una regola con il profilo entra nei suoi gruppi, ora e quando cambia.",
        AddGroupRule = "Aggiungi regola",
        NoGroupRules = "Nessuna regola dei gruppi",
        NoGroupRulesMeans = "Una regola evita di inserire le persone a mano: tutte quelle di un reparto, per esempio.",
        RuleExpressionHint = "Vero o falso di un profilo: user.department == \"Sales\"",
        IntoGroups = "In questi gruppi",
        ExceptPeople = "Senza queste persone",
        ActiveRuleMeans = "Una regola attiva si guarda e non si modifica: prima la disattivi.",
        DeleteRuleMeans = "Chi è stato inserito resta nei gruppi. Non si può annullare.",

        SignOn = "Accesso",
        SignOnLead = "Come le persone entrano in questa app e quali criteri decidono.",
        ProvesItself = "L’app dimostra chi è con",
    };
}
