using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>The mailbox: whoever reads the code that was mailed there has it.</summary>
internal sealed class MailboxKind(Factors factors, MailedCodes codes, MailLinks links, Users users) : AuthenticatorKind(factors)
{
    public override Evidence Proves => Evidence.Mailbox;
    public override string IdPrefix => Ids.EmailFactor;
    public override bool Sends => true;
    public override bool MayBeVouchedFor => true;

    public override JsonObject Profile(Factor factor, User user, string email) => new() { ["email"] = email };

    public override async Task<DeviceChallenge?> Challenge(Org org, User user, IReadOnlyList<Factor> mine, CancellationToken ct, MailLinkWish? link = null,
        KeyTraits wanted = default)
    {
        if (!await codes.IsWaiting(user, ct)) await codes.TrySend(org, user, ct, link);
        return null;
    }

    public override Task<bool> TrySend(Org org, User user, CancellationToken ct, MailLinkWish? link = null) => codes.TrySend(org, user, ct, link);

    public override Task Resend(HttpContext http, User user, MailLinkWish? link = null) => codes.Resend(http, user, link);

    public override async Task<CodeOutcome> Verify(Org org, User user, IReadOnlyList<Factor> mine, FactorAnswer answer, CancellationToken ct)
    {
        if (answer.Link is { } subject)
            return await links.OpenedBy(org, subject, user, ct) is not { } opened ? new CodeOutcome.Refused("the mailed link was not opened")
                : new CodeOutcome.Right(Proves, async writing =>
                {
                    if (!await links.TryUse(writing, opened)) return false;
                    await MailedCodes.Void(writing, user);
                    return true;
                });
        var typed = SecondFactor.Digits(answer.Text);
        return await codes.Try(user, typed, ct) switch
        {
            true => new CodeOutcome.Right(Proves, writing => codes.TrySpend(writing, user, typed)),
            false => new CodeOutcome.Refused("wrong code"),
            null => new CodeOutcome.Refused("no mailed code is valid"),
        };
    }

    public override Task Forget(Writing writing, User user) => MailedCodes.Void(writing, user);

    public override Task Proven(Writing writing, User user) => users.VerifyEmail(writing, user);
}
