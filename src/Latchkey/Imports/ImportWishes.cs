namespace Latchkey.Cli.Imports;

/// <summary>What whoever imports wants of it.</summary>
/// <param name="MakeAttributes">Attributes that the org has not are made.</param>
/// <param name="SendMail">People without a password get a mail with a link to set one.</param>
/// <param name="PasswordHook">The first sign-in of those without one asks the org's inline hook.</param>
public sealed record ImportWishes(bool MakeAttributes, bool SendMail, bool PasswordHook);
