using System.Text.Json;
using Latchkey.Native.Sessions;

namespace Latchkey.Native;

/// <summary>
/// A sign-in that an app draws itself, step by step as the provider says what is due. Made by <see cref="LatchkeyClient.StartIdxAsync"/>; done when
/// <see cref="Session"/> is set.
/// <para>
/// When an answer is lost, or a call was cancelled, nothing is: the provider is asked how it stands before anything is sent again, so the step that a
/// call returns may be another than the one it asked for. Draw what <see cref="Step"/> says.
/// </para>
/// </summary>
public class IdxSignIn
{
    private readonly IdxWalk? walk;
    private readonly IdxStep drawn;
    private int calls;

    /// <summary>For a stand-in in an app's tests, and previews of its pages.</summary>
    /// <param name="step">What it shows: <see cref="IdxStep.Parse"/>.</param>
    protected IdxSignIn(IdxStep step) => drawn = step;

    internal IdxSignIn(IdxWalk walk) => (this.walk, drawn) = (walk, walk.Step);

    /// <summary>How it stands.</summary>
    public virtual IdxStep Step => walk?.Step ?? drawn;

    /// <summary>Who is signed in; null until the last step was taken.</summary>
    public virtual LatchkeySession? Session => walk?.Session;

    /// <summary>
    /// Takes a step. A wrong password or code is a step as well: the same again, with <see cref="IdxStep.Messages"/>.
    /// </summary>
    /// <param name="remediation">One of <see cref="IdxStep.Remediations"/>, <see cref="IdxStep.Resend"/> or <see cref="IdxStep.Recover"/>.</param>
    /// <param name="values">By the names of its fields, such as <c>credentials.passcode</c>.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent may have counted, and the next call finds out.</param>
    /// <returns>What is due now.</returns>
    /// <exception cref="ArgumentException">It asks for no such field.</exception>
    /// <exception cref="SignInException">
    /// <see cref="SignInErrorKind.TimedOut"/> when it took too long, <see cref="SignInErrorKind.Denied"/> when the provider ended it (see
    /// <see cref="SignInException.MessageKey"/>), <see cref="SignInErrorKind.Network"/> when it is to be tried again, and others.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public virtual Task<IdxStep> ProceedAsync(IdxRemediation remediation, IReadOnlyDictionary<string, string>? values = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(remediation);
        remediation.Require(values);
        return OneAtATime(real => real.ProceedAsync(remediation, values, null, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a step that is a choice, of an authenticator most often.</summary>
    /// <param name="option">One of <see cref="IdxRemediation.Options"/>: see <see cref="IdxStep.FindOption"/>.</param>
    /// <param name="values">What else the step asks for, by the names of its fields.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is due now.</returns>
    /// <exception cref="ArgumentException">The step asks for no such field.</exception>
    /// <exception cref="SignInException">As <see cref="ProceedAsync"/>.</exception>
    public virtual Task<IdxStep> ChooseAsync(IdxOption option, IReadOnlyDictionary<string, string>? values = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(option);
        var remediation = option.Remediation ?? throw new ArgumentException("The option belongs to no step.", nameof(option));
        remediation.Require(values);
        return OneAtATime(real => real.ProceedAsync(remediation, values, option, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Makes a passkey or has one sign, as <see cref="IdxStep.CanUsePasskey"/> says, by <see cref="LatchkeyOptions.Passkeys"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is due now; the same as before when the person did not want to.</returns>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the app gave no passkeys or none are asked for,
    /// <see cref="SignInErrorKind.PresenceRequired"/> when the platform's failed; and as <see cref="ProceedAsync"/>.</exception>
    public virtual Task<IdxStep> UsePasskeyAsync(CancellationToken cancellationToken = default) => OneAtATime(async real =>
    {
        if (real.Step.Passkey is not var (options, isNew, remediation)) throw SignInException.Misconfigured("This step asks for no passkey.");
        var passkeys = real.Passkeys
            ?? throw SignInException.Misconfigured("LatchkeyOptions.Passkeys is not set.", "Offer another authenticator, or set it.");
        var said = await Failures.OfAppAsync(SignInErrorKind.PresenceRequired, "LatchkeyOptions.Passkeys", "Offer another authenticator.",
            () => isNew ? passkeys.CreateAsync(options, cancellationToken) : passkeys.GetAsync(options, cancellationToken)).ConfigureAwait(false);
        return said is null ? real.Step : await real.ProceedAsync(remediation, Answer(said, remediation), null, cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Waits until the person has gone on elsewhere, over a lost network too: <see cref="IdxStep.CanPoll"/>.</summary>
    /// <param name="cancellationToken">Ends the wait; the sign-in stays as it is.</param>
    /// <returns>What is due now; at once when there is nothing to wait for.</returns>
    /// <exception cref="SignInException">As <see cref="ProceedAsync"/>.</exception>
    public virtual Task<IdxStep> PollAsync(CancellationToken cancellationToken = default) =>
        OneAtATime(real => real.PollAsync(cancellationToken), cancellationToken);

    /// <summary>Asks how it stands: when the app comes to the front again, for example.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInException">As <see cref="ProceedAsync"/>.</exception>
    public virtual Task<IdxStep> IntrospectAsync(CancellationToken cancellationToken = default) =>
        OneAtATime(real => real.IntrospectAsync(cancellationToken), cancellationToken);

    /// <summary>
    /// Gives it up, here and at the provider; without a network here alone. Whoever is signed in stays so. After it, and after success, it does nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the provider.</param>
    public virtual async Task CancelAsync(CancellationToken cancellationToken = default)
    {
        if (Session is not null) return;
        await OneAtATime(async real =>
        {
            await real.CancelAsync(cancellationToken).ConfigureAwait(false);
            return real.Step;
        }, cancellationToken).ConfigureAwait(false);
    }

    internal Task ForgetAsync() => walk?.EndAsync() ?? Task.CompletedTask;

    private async Task<IdxStep> OneAtATime(Func<IdxWalk, Task<IdxStep>> act, CancellationToken ct)
    {
        var real = walk ?? throw new NotSupportedException("This is a stand-in: override what the test uses.");
        if (Interlocked.Exchange(ref calls, 1) == 1)
            throw new SignInException(SignInErrorKind.FlowInProgress, "Another call of this sign-in waits for its answer.")
            {
                Hint = "Wait for it, or cancel it.",
            };
        try
        {
            return await Failures.NamedAsync(() => act(real), ct).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref calls, 0);
        }
    }

    /// <summary>What a device said, by the names that Okta's forms have for it. WebAuthn Level 3 §5.1.8, §5.1.9.</summary>
    private static Dictionary<string, string> Answer(string said, IdxRemediation remediation)
    {
        var values = new Dictionary<string, string>();
        try
        {
            using var document = JsonDocument.Parse(said);
            var response = document.RootElement.GetProperty("response");
            foreach (var (member, field) in Names)
                if (response.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
                    && remediation.Fields.Any(one => one.Name == "credentials." + field && one.IsMutable))
                    values["credentials." + field] = value.GetString()!;
            return values;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SignInException(SignInErrorKind.PresenceRequired, "LatchkeyOptions.Passkeys gave no answer of a device as WebAuthn writes it.", e);
        }
    }

    private static readonly (string Member, string Field)[] Names =
    [
        ("clientDataJSON", "clientData"), ("attestationObject", "attestation"), ("authenticatorData", "authenticatorData"), ("signature", "signatureData"),
        ("userHandle", "userHandle"),
    ];

    /// <summary>Names of what can be done, and nothing of anybody.</summary>
    public override string ToString() => $"sign-in in pages of the app's own: {Step}";
}
