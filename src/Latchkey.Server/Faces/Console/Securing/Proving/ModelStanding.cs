namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <summary>Whether devices of a model are taken, and if not, whose word that is.</summary>
public enum ModelStanding
{
    Taken,
    /// <summary>The settings of the org ask for more.</summary>
    Refused,
    /// <summary>FIDO's newest report is of a weakness.</summary>
    Weak,
    Revoked,
}
