using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>An access policy as a form has it. Its fields are called what the management API calls them (contract §3.4).</summary>
internal static class AccessPolicyForm
{
    public const string Name = "name";
    public const string Description = "description";
    public const string For = "for";
    public const string Clients = "conditions.clients.include";

    public const string Every = "every";
    public const string These = "these";

    public static FormState Suggested => FormState.Of([new(For, Every)]);

    public static FormState Of(AccessPolicy policy)
    {
        var all = policy.Clients.Contains(PolicyDecision.AllClients);
        return FormState.Of(
        [
            new(Name, policy.Name), new(Description, policy.Description.Length > 0 ? policy.Description : null), new(For, all ? Every : These),
            new(Clients, all ? null : string.Join('\n', policy.Clients)),
        ]);
    }

    /// <exception cref="RuleException">It breaks one.</exception>
    public static AccessPolicyDraft Read(FormState typed, AccessPolicy? existing) => AccessPolicyDraft.Of(existing, typed.Text(Name),
        typed.Text(Description)?.ReplaceLineEndings("\n"), existing is { Active: false } ? "INACTIVE" : null, null,
        typed[For] == Every ? [PolicyDecision.AllClients] : typed.Lines(Clients));

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Description] = texts.Directory.Description, [Clients] = texts.Console.Applications,
    };
}
