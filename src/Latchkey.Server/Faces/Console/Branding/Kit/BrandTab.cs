namespace Latchkey.Server.Faces.Console.Branding.Kit;

/// <summary>The pages of a brand.</summary>
public enum BrandTab
{
    Look,
    SignInPage,
    Mails,
    Languages,
    Texts,
    Files,
    Domains,
}
