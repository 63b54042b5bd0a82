namespace Latchkey.Server.Core.Recovery;

/// <summary>What a notice told of, for whoever says that it was not they: it is undone.</summary>
internal sealed record Disowned
{
    /// <summary>The address that was changed.</summary>
    public string? Email { get; init; }
    /// <summary>What they signed in by, where that was changed with it.</summary>
    public string? Login { get; init; }
    /// <summary>The authenticator that was added.</summary>
    public string? FactorId { get; init; }
    /// <summary>The name at another provider that the account was linked to.</summary>
    public string? LinkId { get; init; }

    public override string ToString() => "what a notice told of";
}
