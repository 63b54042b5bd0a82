using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// What is shown to who is not known yet: it says nothing of anybody, for a name that nobody has is shown the same (threats row 20). Contract §4.
/// </summary>
internal sealed class IdxWayDocuments(IdxWays ways, IdxCalls calls, IdxMail mail, PasswordChoice choice)
{
    public async Task Write(JsonObject document, HttpContext http, IdxAt at, IdxStep step)
    {
        var org = http.Org;
        switch (step)
        {
            case IdxStep.Identify:
                await Identify(document, http, at);
                break;
            case IdxStep.ChooseFirst:
                ChooseFirst(document, org, at);
                break;
            case IdxStep.FirstPassword:
                await FirstPassword(document, http, at);
                break;
            case IdxStep.Recover:
                document["remediation"] = IdxJson.Remediations(IdxJson.Form(org, at, "identify-recovery", "identify",
                    IdxJson.Field("identifier", "Username", value: at.Waiting.Request.LoginHint)));
                OfPassword(document, org);
                break;
            case IdxStep.ChooseMail:
                document["remediation"] = IdxJson.Remediations(Mail(org, at, "select-authenticator-authenticate", "authenticatorEnrollments"));
                document["authenticatorEnrollments"] = IdxJson.List([Mailbox(org, at)]);
                OfPassword(document, org);
                break;
            case IdxStep.Unlock:
                document["remediation"] = IdxJson.Remediations(
                    Mail(org, at, "select-authenticator-unlock-account", "authenticators", IdxJson.Field("identifier", "Username")));
                document["authenticators"] = IdxJson.List([IdxJson.Authenticator(org, KnownAuthenticator.Of(FactorType.Email))]);
                break;
            case IdxStep.AnswerMail:
                await Answer(document, http, at);
                if (at.Transaction.Intent == Core.Idx.IdxIntent.Recover) OfPassword(document, org);
                break;
            case IdxStep.Profile:
                await Profile(document, http, at);
                break;
            case IdxStep.AnswerSignUp:
                await AnswerSignUp(document, http, at);
                break;
            default:
                throw new InvalidOperationException($"{step} is for somebody who is known.");
        }
    }

    private async Task Identify(JsonObject document, HttpContext http, IdxAt at)
    {
        var org = http.Org;
        var (providers, alone) = await ways.Elsewhere(http, at, at.Typed);
        var away = providers.Select(provider => IdxJson.Redirect(provider, calls.AddressOf(org, at, provider)));
        if (alone)
        {
            document["remediation"] = IdxJson.Remediations(away);
            return;
        }
        (at, var passkey) = await ways.Passkey(http, at);
        var password = IdxJson.Authenticator(org, KnownAuthenticator.Password);
        if (await ways.Recovers(http)) password["recover"] = IdxJson.Form(org, at, "recover", "recover");
        document["currentAuthenticator"] = IdxJson.Wrapped(password);
        var forms = new List<JsonObject>
        {
            IdxJson.Form(org, at, "identify", "identify",
            [
                IdxJson.Field("identifier", "Username", value: at.Waiting.Request.LoginHint),
                .. await ways.ByMail(http, at) ? Array.Empty<JsonObject>()
                    : [IdxJson.Fields("credentials", IdxJson.Field("passcode", "Password", secret: true))],
                new JsonObject { ["name"] = "rememberMe", ["type"] = "boolean", ["label"] = "Remember this device", ["required"] = false },
            ]),
        };
        if (passkey is not null)
        {
            document["webauthnAutofillUIChallenge"] = IdxJson.Wrapped(new JsonObject { ["challengeData"] = passkey.Options });
            forms.Add(IdxJson.Form(org, at, "challenge-webauthn-autofillui-authenticator", "challenge/answer", PasskeyFields())
                .RelatedTo("webauthnAutofillUIChallenge"));
        }
        if (await ways.SignsUp(http, at) is not null) forms.Add(IdxJson.Form(org, at, "select-enroll-profile", "enroll"));
        if (await ways.Unlocks(http)) forms.Add(IdxJson.Form(org, at, "unlock-account", "unlock-account"));
        document["remediation"] = IdxJson.Remediations(forms.Concat(away));
    }

    /// <summary>Whoever it is, and whatever they have.</summary>
    private static void ChooseFirst(JsonObject document, Org org, IdxAt at)
    {
        document["remediation"] = IdxJson.Remediations(Firsts(org, at));
        document["authenticatorEnrollments"] = FirstEnrollments(org, at);
    }

    private static JsonObject Firsts(Org org, IdxAt at) => IdxJson.Form(org, at, "select-authenticator-authenticate", "challenge", IdxJson.Choice(
    [
        IdxJson.Option(org, KnownAuthenticator.Password, null, "$.authenticatorEnrollments.value[0]"),
        IdxJson.Option(org, KnownAuthenticator.Of(FactorType.Email), null, "$.authenticatorEnrollments.value[1]"),
    ]));

    private static JsonObject FirstEnrollments(Org org, IdxAt at) => IdxJson.List([IdxJson.Authenticator(org, KnownAuthenticator.Password), Mailbox(org, at)]);

    private async Task FirstPassword(JsonObject document, HttpContext http, IdxAt at)
    {
        var password = IdxJson.Authenticator(http.Org, KnownAuthenticator.Password);
        if (await ways.Recovers(http)) password["recover"] = IdxJson.Form(http.Org, at, "recover", "recover");
        document["currentAuthenticatorEnrollment"] = IdxJson.Wrapped(password);
        document["authenticatorEnrollments"] = FirstEnrollments(http.Org, at);
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(http.Org, at, "challenge-authenticator", "challenge/answer",
            IdxJson.Fields("credentials", IdxJson.Field("passcode", "Password", secret: true))).RelatedTo("currentAuthenticatorEnrollment"),
            Firsts(http.Org, at));
    }

    /// <summary>Whose passkey it was, the device says.</summary>
    private static JsonObject PasskeyFields()
    {
        JsonObject Hidden(string name) => new() { ["name"] = name, ["required"] = true, ["visible"] = false };
        return IdxJson.Fields("credentials", Hidden("authenticatorData"), Hidden("clientData"), Hidden("signatureData"), Hidden("userHandle"));
    }

    private static JsonObject Mail(Org org, IdxAt at, string name, string described, params IEnumerable<JsonObject> before) =>
        IdxJson.Form(org, at, name, "challenge", [.. before,
            IdxJson.Choice([IdxJson.Option(org, KnownAuthenticator.Of(FactorType.Email), null, $"$.{described}.value[0]")])]);

    private async Task Answer(JsonObject document, HttpContext http, IdxAt at)
    {
        var org = http.Org;
        var mailbox = Mailbox(org, at);
        var first = at.Transaction.Intent == Core.Idx.IdxIntent.SignIn;
        document["authenticatorEnrollments"] = first ? FirstEnrollments(org, at) : IdxJson.List([mailbox.DeepClone().AsObject()]);
        mailbox["resend"] = IdxJson.Form(org, at, "resend", "challenge/resend");
        document["currentAuthenticatorEnrollment"] = IdxJson.Wrapped(mailbox);
        document["remediation"] = IdxJson.Remediations([
            IdxJson.Form(org, at, "challenge-authenticator", "challenge/answer", IdxJson.Code()).RelatedTo("currentAuthenticatorEnrollment"),
            .. first ? [Firsts(org, at)] : Array.Empty<JsonObject>()]);
        await mail.Tell(document, http, at, mailbox, "currentAuthenticatorEnrollment", enrolls: false);
    }

    /// <summary>Of the name that was typed: where its owner reads mail is nobody's business.</summary>
    private static JsonObject Mailbox(Org org, IdxAt at) =>
        IdxJson.Authenticator(org, KnownAuthenticator.Of(FactorType.Email), email: MaskedAddress.Of(at.Transaction.Identifier!));

    private async Task Profile(JsonObject document, HttpContext http, IdxAt at)
    {
        var action = await ways.SignsUp(http, at);
        var password = IdxJson.Authenticator(http.Org, KnownAuthenticator.Password);
        password["settings"] = IdxJson.PasswordSettings(await choice.OfNew(http.Org, action?.Groups ?? [], http.RequestAborted));
        document["currentAuthenticator"] = IdxJson.Wrapped(password);
        var credentials = IdxJson.Fields("credentials", IdxJson.Field("passcode", "Password", secret: true));
        credentials["relatesTo"] = "$.currentAuthenticator";
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(http.Org, at, "enroll-profile", "enroll/new",
            IdxJson.Fields("userProfile", IdxJson.Field("firstName", "First name"), IdxJson.Field("lastName", "Last name"),
                IdxJson.Field("email", "Email", value: EmailAddressIn(at))),
            credentials));
    }

    private static string? EmailAddressIn(IdxAt at) => at.Waiting.Request.LoginHint is { } hint && hint.Contains('@') ? hint : null;

    private async Task AnswerSignUp(JsonObject document, HttpContext http, IdxAt at)
    {
        var mailbox = IdxJson.Authenticator(http.Org, KnownAuthenticator.Of(FactorType.Email),
            email: MaskedAddress.Of((await ways.WaitingAddress(http, at))!));
        mailbox["resend"] = IdxJson.Form(http.Org, at, "resend", "challenge/resend");
        document["currentAuthenticator"] = IdxJson.Wrapped(mailbox);
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(http.Org, at, "enroll-authenticator", "challenge/answer", IdxJson.Code())
            .RelatedTo("currentAuthenticator"));
        await mail.Tell(document, http, at, mailbox, "currentAuthenticator", enrolls: true);
    }

    /// <summary>What it is that is being got again.</summary>
    private static void OfPassword(JsonObject document, Org org) =>
        document["recoveryAuthenticator"] = IdxJson.Wrapped(IdxJson.Authenticator(org, KnownAuthenticator.Password));
}
