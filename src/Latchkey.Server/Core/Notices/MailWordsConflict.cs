using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Core.Notices;

/// <summary>Refusals by Okta's codes: of the words for one mail exactly one is the default, and each language has one. Contract §3.8.</summary>
internal static class MailWordsConflict
{
    public static ApiError DefaultExists() => Conflict("E0000182", "A default email template customization already exists.");
    public static ApiError LanguageExists() => Conflict("E0000183", "An email template customization for that language already exists.");
    public static ApiError DefaultNeeded() => Conflict("E0000184", "The default email template customization can't be deleted.");
    public static ApiError DefaultStays() => Conflict("E0000185", "The isDefault parameter of the default email template customization can't be set to false.");

    private static ApiError Conflict(string code, string summary) => new(409, code, summary);
}
