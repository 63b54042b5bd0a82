using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>What else than to give a password who is not known yet can do, as far as the org's policies let anybody. Contract §4.</summary>
internal sealed class IdxWays(IdxTransactions transactions, AccountRecovery recovery, SignUpRulebook rulebook, SignUps signUps,
    PasskeySignIn passkeys, SignInProviders providers, MailSignInRulebook mailSignIn)
{
    public ValueTask<bool> Recovers(HttpContext http) => recovery.IsOpen(http.Org, http.RequestAborted);

    public ValueTask<bool> Unlocks(HttpContext http) => recovery.Unlocks(http.Org, http.RequestAborted);

    /// <summary>What the policy of the app lets strangers do; null: nothing.</summary>
    public async ValueTask<ProfileAction?> SignsUp(HttpContext http, IdxAt at) =>
        await rulebook.Of(http.Org, at.App, http.RequestAborted) is { Register: true } action ? action : null;

    /// <summary>A mailed code does instead of a password: who it is, is asked first.</summary>
    public ValueTask<bool> ByMail(HttpContext http, IdxAt at) => mailSignIn.Lets(http.Org, at.App, http.RequestAborted);

    /// <summary>What a first authenticator is called that is the password: no factor is.</summary>
    public const string PasswordKind = "password";

    /// <summary>Where else they may prove who they are; where the app or a rule of the org says where, there alone.</summary>
    public async ValueTask<(IReadOnlyList<IdentityProvider> Providers, bool Alone)> Elsewhere(HttpContext http, IdxAt at, string? typed = null)
    {
        var request = at.Waiting.Request;
        var meant = typed is null && request.Idp is { } idp && idp != http.Org.Id ? await providers.Find(http.Org, idp, http.RequestAborted)
            : await providers.Routed(http, at.App, typed ?? request.LoginHint);
        return meant is not null ? ([meant], true) : (await providers.Offered(http.Org, http.RequestAborted), false);
    }

    /// <summary>What any device of somebody is asked, kept until it has answered; null where none could.</summary>
    public async Task<(IdxAt At, DeviceChallenge? Challenge)> Passkey(HttpContext http, IdxAt at)
    {
        if (at.Transaction.Challenge is null)
        {
            if (await passkeys.Ask(http.Org, http.RequestAborted) is not { } asked) return (at, null);
            at = at with { Transaction = await transactions.Ask(at.Transaction, asked.Stored, http.RequestAborted) };
        }
        return (at, DeviceChallenge.Of(at.Transaction.Challenge));
    }

    /// <summary>In the place of an authenticator: the question has been answered.</summary>
    public const string Answered = "security_question";

    /// <summary>What a sign-up is known by: whoever holds the handle holds this.</summary>
    public static string SignUpId(IdxAt at, long number) => Secrets.Hash($"idx sign-up {number} {at.Handle}");

    /// <summary>The address that waits to be proven; null: none does.</summary>
    public async Task<string?> WaitingAddress(HttpContext http, IdxAt at) =>
        at.Transaction.SignUp is { } number ? await signUps.AddressOf(http.Org, SignUpId(at, number), http.RequestAborted) : null;

    /// <summary>What is due of somebody of whom nothing is known.</summary>
    public async Task<IdxStep> Due(HttpContext http, IdxAt at) => at.Transaction switch
    {
        { Intent: IdxIntent.Recover, Identifier: null } => IdxStep.Recover,
        { Intent: IdxIntent.Recover, Kind: null } => IdxStep.ChooseMail,
        { Intent: IdxIntent.Unlock, Identifier: null } => IdxStep.Unlock,
        { Intent: IdxIntent.Recover or IdxIntent.Unlock } => IdxStep.AnswerMail,
        { Intent: IdxIntent.SignUp } => await WaitingAddress(http, at) is null ? IdxStep.Profile : IdxStep.AnswerSignUp,
        { Identifier: null } => IdxStep.Identify,
        { Kind: null } => IdxStep.ChooseFirst,
        { Kind: PasswordKind } => IdxStep.FirstPassword,
        _ => IdxStep.AnswerMail,
    };
}
