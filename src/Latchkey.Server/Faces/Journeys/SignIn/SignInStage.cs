namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>What the first page asks, as the org has chosen.</summary>
public enum SignInStage
{
    /// <summary>Who somebody is and their password, on one page.</summary>
    Both,
    /// <summary>Who somebody is. Whatever is typed leads to the next page, which looks the same for everybody.</summary>
    Name,
    /// <summary>How they prove it.</summary>
    Proof,
}
