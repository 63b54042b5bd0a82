using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

/// <summary>An authorization server as a form has it. Its fields are called what the management API calls them (contract §3.4).</summary>
internal static class ServerForm
{
    public const string Name = "name";
    public const string Description = "description";
    public const string Audience = "audiences";
    public const string RotationMode = "rotationMode";
    public const string Automatic = "AUTO";

    public static FormState Of(AuthorizationServer server) => FormState.Of(
    [
        new(Name, server.Name), new(Description, server.Description.Length > 0 ? server.Description : null), new(Audience, server.Audience),
        new(RotationMode, server.RotationMode == Automatic ? "on" : null),
    ]);

    public static ServerDraft Read(FormState typed, AuthorizationServer? existing) => ServerDraft.Of(
        existing, typed.Text(Name), typed.Text(Description)?.ReplaceLineEndings("\n"),
        [typed.Text(Audience) ?? ""], rotationMode: existing is null ? null : typed.Ticked(RotationMode) ? Automatic : "MANUAL");

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Description] = texts.Directory.Description, [Audience] = texts.Security.Audience,
        [RotationMode] = texts.Security.RotateKeys,
    };
}
