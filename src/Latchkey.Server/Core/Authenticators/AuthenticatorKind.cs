using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// One kind of authenticator: what it proves, and how it is enrolled, challenged, verified and named. Every door (the hosted
/// pages, /authn, the management API, step-up) walks these steps; a new kind is one such class and a line in the services of its room.
/// Tries are counted by <see cref="SecondFactor"/>, for all kinds alike.
/// </summary>
internal abstract class AuthenticatorKind(Factors factors)
{
    /// <summary>What a right answer proves; the least, where it depends on the answer.</summary>
    public abstract Evidence Proves { get; }

    /// <summary>Its name in the contract.</summary>
    public string Type => Proves.Type;

    /// <summary>How ids of this kind begin.</summary>
    public abstract string IdPrefix { get; }

    /// <summary>Whose kind of it there is; the first one unless somebody says.</summary>
    public IReadOnlyList<string> Providers => FactorType.ProvidersOf(Type);

    /// <summary>Whether people may keep several, under names. Otherwise there is one for each person.</summary>
    public virtual bool Several => false;

    /// <summary>Whether a challenge goes to the person by a way of its own, so that it can be sent again.</summary>
    public virtual bool Sends => false;

    /// <summary>Whether a device is asked and answers: there is nothing to type.</summary>
    public virtual bool AsksDevice => false;

    /// <summary>Whether trying often enough finds the answer, so that wrong ones are counted. Nobody guesses a signature.</summary>
    public virtual bool IsGuessable => true;

    /// <summary>Whether an administrator's word does instead of a first answer.</summary>
    public virtual bool MayBeVouchedFor => false;

    /// <summary>Whether it can be used at the address of this org.</summary>
    public virtual bool WorksAt(Org org) => true;

    /// <summary>What it is known by. Contract §3.2, <c>profile</c>.</summary>
    /// <param name="factor">The one.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="email">Their address, as far as whoever asks may see it.</param>
    public abstract JsonObject Profile(Factor factor, User user, string email);

    /// <summary>The first member of a program's answer.</summary>
    public virtual string AnswerField => "passCode";

    /// <summary>What a program answers; null where it does not answer yet. Okta's widget asks for a code with an empty one.</summary>
    /// <param name="body">Of its call. Contract §3.2, §3.5.</param>
    /// <param name="factor">Which one it asked for.</param>
    public virtual string? AnswerIn(JsonObject body, Factor factor) => body.Text(AnswerField) is { Length: > 0 } typed ? typed : null;

    /// <summary>A new secret for both sides to keep; null for a kind without one.</summary>
    public virtual byte[]? NewSecret() => null;

    /// <summary>A new one, not stored yet.</summary>
    public Factor Enroll(User user, byte[]? secret, bool active, string? provider = null, string? name = null) =>
        factors.New(this, user, secret, active, provider, name);

    /// <summary>What the device is to answer that will hold a new one; null for a kind that asks none.</summary>
    /// <param name="org">Where.</param>
    /// <param name="user">Whose it will be.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="wanted">What it has to be.</param>
    public virtual Task<DeviceChallenge?> BeginEnroll(Org org, User user, CancellationToken ct, KeyTraits wanted = default) =>
        Task.FromResult<DeviceChallenge?>(null);

    /// <summary>What each of theirs is known to be, where that differs.</summary>
    public virtual Task<IReadOnlyList<KeyTraits>> KeysOf(Org org, User user, CancellationToken ct) => Task.FromResult<IReadOnlyList<KeyTraits>>([]);

    /// <summary>Those of some that are what is wanted.</summary>
    public virtual Task<IReadOnlyList<Factor>> Fitting(Org org, IReadOnlyList<Factor> mine, KeyTraits wanted, CancellationToken ct) => Task.FromResult(mine);

    /// <summary>Whether anything is known here that hardware keeps.</summary>
    public virtual ValueTask<bool> KnowsHardware(Org org, CancellationToken ct) => ValueTask.FromResult(false);

    /// <summary>
    /// Sends a challenge unless the person holds one that may still be answered; or says what their device is to answer.
    /// </summary>
    /// <param name="org">Where.</param>
    /// <param name="user">Who is to prove who they are.</param>
    /// <param name="mine">Those of this kind that would do.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="link">What would do with a link in the mail as well; null: nothing.</param>
    /// <param name="wanted">What it has to be.</param>
    public virtual Task<DeviceChallenge?> Challenge(Org org, User user, IReadOnlyList<Factor> mine, CancellationToken ct, MailLinkWish? link = null,
        KeyTraits wanted = default) => Task.FromResult<DeviceChallenge?>(null);

    /// <summary>Sends a challenge, after which the one before it is worthless. False when it is too soon, or nothing is ever sent.</summary>
    public virtual Task<bool> TrySend(Org org, User user, CancellationToken ct, MailLinkWish? link = null) => Task.FromResult(false);

    /// <summary>The same for a program, which is told when to come back.</summary>
    public virtual Task Resend(HttpContext http, User user, MailLinkWish? link = null) =>
        throw new InvalidOperationException($"Nothing is sent for a factor of the type {Type}.");

    /// <summary>Looks at an answer, and spends nothing yet.</summary>
    /// <param name="org">Where it was given.</param>
    /// <param name="user">Whose answer it should be.</param>
    /// <param name="mine">Those of this kind that would do; none where the kind needs no enrolment.</param>
    /// <param name="answer">What was typed, or what a device said.</param>
    /// <param name="ct">Ends the wait.</param>
    public abstract Task<CodeOutcome> Verify(Org org, User user, IReadOnlyList<Factor> mine, FactorAnswer answer, CancellationToken ct);

    /// <summary>The same for the first answer of one that is being set up.</summary>
    public virtual Task<CodeOutcome> VerifyFirst(Org org, User user, Factor factor, FactorAnswer answer, CancellationToken ct) =>
        Verify(org, user, [factor], answer, ct);

    /// <summary>Whatever waits for an answer is worthless from now on: all that the person had set up is removed.</summary>
    public virtual Task Forget(Writing writing, User user) => Task.CompletedTask;

    /// <summary>What else its first right answer shows, in the commit that makes it count.</summary>
    public virtual Task Proven(Writing writing, User user) => Task.CompletedTask;
}
