namespace Latchkey.Server.Core.Authenticators;

/// <summary>The second factors a person could prove now.</summary>
public sealed record Provable(bool App, bool Mail)
{
    public static readonly Provable Nothing = new(false, false);

    /// <summary>The person has set them up, and is held to it. Otherwise they are what could be asked for where an app wants more.</summary>
    public bool Enrolled { get; init; }

    /// <summary>Where no page can be shown, nobody is asked for what they have not set up: it would be the end of their way.</summary>
    public Provable Where(bool seen) => seen || Enrolled ? this : Nothing;

    /// <summary>Without what a sign-in with this amr rests on already.</summary>
    public Provable Beyond(string amr) => this with { Mail = Mail && !Assurance.Has(amr, Assurance.Mailbox) };

    public bool Any => App || Mail;

    public bool Includes(string type) => type switch { FactorType.Totp => App, FactorType.Email => Mail, _ => false };

    /// <summary>The one to ask for first: a mailbox is also where a forgotten password is mended, so it comes second.</summary>
    public string? First => App ? FactorType.Totp : Mail ? FactorType.Email : null;
}
