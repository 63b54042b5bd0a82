using Latchkey.Native.OpenId;
using Latchkey.Native.Proofs;
using Latchkey.Native.Storage;

namespace Latchkey.Native.Sessions;

/// <summary>
/// The key of a sign-in without a browser of ours, made before there is anything to bind. It is noted among the sign-ins that wait, so that
/// one whose app was killed is forgotten some day, as theirs are.
/// </summary>
internal sealed class WaitingKey
{
    private readonly Parts parts;
    private readonly PendingSignIn? note;

    private WaitingKey(Parts parts, ProofKey? key, PendingSignIn? note) => (this.parts, Key, this.note) = (parts, key, note);

    /// <summary>Null when the tokens will not be bound.</summary>
    public ProofKey? Key { get; }

    public static async Task<WaitingKey> MakeAsync(Parts parts, SignInRequest request, TimeSpan lifetime, CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var key = await parts.ProofKeys.ForSignInAsync(metadata, request.Ephemeral, ct).ConfigureAwait(false);
        if (key is null || request.Ephemeral) return new(parts, key, null);

        var now = parts.Options.Clock.GetUtcNow();
        var note = AuthorizationRequest.NewPending(request, metadata.Issuer, "", now, key.Name) with { EndsAt = now + lifetime };
        await parts.Pending.AddAsync(note, ct).ConfigureAwait(false);
        return new(parts, key, note);
    }

    /// <summary>The tokens have come: from here on their credential names the key.</summary>
    public async Task<ProofKey?> TakeAsync(CancellationToken ct)
    {
        if (note is not null && !await parts.Pending.TakeAsync(note, ct).ConfigureAwait(false))
            throw new SignInException(SignInErrorKind.TimedOut, "This sign-in was given up for newer ones.") { Hint = "Start it again." };
        return Key;
    }

    /// <summary>No tokens will come.</summary>
    public async Task DropAsync()
    {
        try
        {
            if (note is not null) await parts.Pending.TakeAsync(note, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SignInException)
        {
            // Why no tokens will come says more; the note is given up with the next sign-in.
        }
        await parts.ProofKeys.ForgetAsync(Key?.Name, CancellationToken.None).ConfigureAwait(false);
    }
}
