using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>Says what is due, with exactly the forms that can be sent now. Contract §4.</summary>
internal sealed class IdxDocuments(Threshold threshold, AuthenticatorKinds kinds, Factors factors, PasswordChoice choice, Consents consents, IdxWays ways,
    IdxMail mail, IdxWayDocuments strangers, AskedQuestions questions, TimeProvider clock)
{
    public async Task<IdxDue> Due(HttpContext http, IdxAt at)
    {
        if (at.User is null) return new(await ways.Due(http, at));
        if (at.Transaction is { NewPassword: true, Intent: not IdxIntent.SignIn, Kind: not IdxWays.Answered }
            && (at.Transaction.Intent == IdxIntent.Unlock || await questions.AskedOf(at.User, http.RequestAborted) is not null)) return new(IdxStep.Question);
        if (at.Transaction.NewPassword) return new(at.Transaction.EndsSoon ? IdxStep.PasswordSoon : IdxStep.NewPassword);
        var standing = await threshold.Of(http, at.Waiting, at.Waiting.Proof!, answered: at.Transaction.Skipped);
        var (kind, decision) = (at.Transaction.Kind, standing.Decision);
        if (standing.Next is Interaction.Enroll or Interaction.Offer)
        {
            var begun = at.Transaction.FactorId is { } id ? (await factors.Of(at.User, http.RequestAborted)).FirstOrDefault(one => one.Id == id) : null;
            return begun is { Active: false } ? new(IdxStep.AnswerNew, decision, begun) : new(IdxStep.ChooseNew, decision);
        }
        return new(standing.Next switch
        {
            Interaction.Password => IdxStep.Password,
            Interaction.SecondFactor => kind is not null && decision.Counting.Includes(kind) ? IdxStep.Answer : IdxStep.Choose,
            Interaction.Consent => IdxStep.Consent,
            Interaction.None => IdxStep.Done,
            Interaction.KeptOut => IdxStep.KeptOut,
            _ => IdxStep.Identify,
        }, decision);
    }

    public async Task<IResult> Show(HttpContext http, IdxAt at, IdxProblem? problem = null)
    {
        var due = await Due(http, at);
        var document = IdxJson.Document(http.Org, at);
        if (problem is not null) document["messages"] = problem.ToJson();
        if (at.User is not null) document["user"] = IdxJson.User(at.User);
        switch (due.Step)
        {
            case IdxStep.Question:
                Question(document, http.Org, at);
                break;
            case IdxStep.NewPassword or IdxStep.PasswordSoon:
                await NewPassword(document, http, at);
                break;
            case IdxStep.Password:
                Password(document, http.Org, at);
                break;
            case IdxStep.Choose:
                await Choose(document, http, at, due);
                break;
            case IdxStep.Answer:
                await Answer(document, http, at, due);
                break;
            case IdxStep.ChooseNew:
                ChooseNew(document, http.Org, at, due);
                break;
            case IdxStep.AnswerNew:
                await AnswerNew(document, http, at, due);
                break;
            case IdxStep.Consent:
                await Consent(document, http, at);
                break;
            case IdxStep.Done or IdxStep.KeptOut:
                throw new InvalidOperationException($"No document says {due.Step}.");
            default:
                await strangers.Write(document, http, at, due.Step);
                break;
        }
        return IdxAnswers.Of(document, problem?.Status ?? 200);
    }

    /// <summary>In place of one that has expired or soon will, or that is forgotten.</summary>
    private async Task NewPassword(JsonObject document, HttpContext http, IdxAt at)
    {
        var (forgotten, soon) = (at.Transaction.Intent == IdxIntent.Recover, at.Transaction.EndsSoon);
        var name = forgotten ? "reset-authenticator" : soon ? "reenroll-authenticator-warning" : "reenroll-authenticator";
        document["remediation"] = IdxJson.Remediations([
            IdxJson.Form(http.Org, at, name, "challenge/answer", IdxJson.Fields("credentials", IdxJson.Field("passcode", "New password", secret: true)))
                .RelatedTo("currentAuthenticator"),
            .. soon ? [IdxJson.Form(http.Org, at, "skip", "skip")] : Array.Empty<JsonObject>()]);
        var (password, rules) = (IdxJson.Authenticator(http.Org, KnownAuthenticator.Password), await choice.Of(at.User!, http.RequestAborted));
        var settings = IdxJson.PasswordSettings(rules);
        if (soon && PasswordChoice.EndsSoon(rules, at.User!, clock.Now) is { } end) settings["daysToExpiry"] = (int)(end - clock.Now).TotalDays;
        password["settings"] = settings;
        document["currentAuthenticator"] = IdxJson.Wrapped(password);
        if (forgotten) document["recoveryAuthenticator"] = IdxJson.Wrapped(IdxJson.Authenticator(http.Org, KnownAuthenticator.Password));
    }

    private static void Question(JsonObject document, Org org, IdxAt at)
    {
        document["currentAuthenticatorEnrollment"] = IdxJson.Wrapped(new JsonObject
        {
            ["type"] = "security_question", ["key"] = "security_question", ["id"] = $"autq{org.Id[4..]}", ["displayName"] = "Security Question",
            ["methods"] = new JsonArray(new JsonObject { ["type"] = "security_question" }),
            ["profile"] = new JsonObject { ["questionKey"] = "custom", ["question"] = at.User!.RecoveryQuestion },
            ["contextualData"] = new JsonObject
            {
                ["enrolledQuestion"] = new JsonObject { ["questionKey"] = "custom", ["question"] = at.User.RecoveryQuestion },
            },
        });
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(org, at, "challenge-authenticator", "challenge/answer",
            IdxJson.Fields("credentials", new JsonObject
            {
                ["name"] = "questionKey", ["required"] = true, ["value"] = "custom", ["visible"] = false, ["mutable"] = false,
            }, IdxJson.Field("answer", "Answer", secret: true))).RelatedTo("currentAuthenticatorEnrollment"));
    }

    private static void Password(JsonObject document, Org org, IdxAt at)
    {
        document["currentAuthenticatorEnrollment"] = IdxJson.Wrapped(IdxJson.Authenticator(org, KnownAuthenticator.Password));
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(org, at, "challenge-authenticator", "challenge/answer",
            IdxJson.Fields("credentials", IdxJson.Field("passcode", "Password", secret: true))).RelatedTo("currentAuthenticatorEnrollment"));
    }

    /// <summary>Those of the person that would count in this sign-in.</summary>
    private async Task<IReadOnlyList<(KnownAuthenticator Known, Factor? Factor)>> Open(HttpContext http, IdxAt at, IdxDue due)
    {
        var ct = http.RequestAborted;
        var all = (await factors.Of(at.User!, ct)).Where(factor => factor.Active && due.Could.Includes(factor.Type)).ToArray();
        var mine = new List<Factor>();
        foreach (var kind in kinds.All)
            mine.AddRange(await kind.Fitting(http.Org, [.. all.Where(factor => factor.Type == kind.Type)], due.Decision!.Demand.Key, ct));
        // Who has set nothing up has the mailbox all the same.
        var without = due.Could.Kinds.Where(kind => mine.All(factor => factor.Type != kind.Type));
        return [.. mine.Select(factor => (KnownAuthenticator.Of(factor.Type), (Factor?)factor)),
            .. without.Select(kind => (KnownAuthenticator.Of(kind.Type), (Factor?)null))];
    }

    private async Task Choose(JsonObject document, HttpContext http, IdxAt at, IdxDue due)
    {
        if (due.Could.Unknown) throw IdxProblem.Unknown();
        var open = await Open(http, at, due);
        document["remediation"] = IdxJson.Remediations(Choosing(http.Org, at, open));
        document["authenticatorEnrollments"] = Enrollments(http.Org, at, open);
    }

    private static JsonObject Choosing(Org org, IdxAt at, IReadOnlyList<(KnownAuthenticator Known, Factor? Factor)> open) =>
        IdxJson.Form(org, at, "select-authenticator-authenticate", "challenge", IdxJson.Choice(open.Select((one, i) =>
            IdxJson.Option(org, one.Known, one.Factor?.Id, $"$.authenticatorEnrollments.value[{i}]"))));

    private static JsonObject Enrollments(Org org, IdxAt at, IReadOnlyList<(KnownAuthenticator Known, Factor? Factor)> open) =>
        IdxJson.List(open.Select(one => IdxJson.Authenticator(org, one.Known, one.Factor, EmailFor(one.Known, at.User!))));

    private async Task Answer(JsonObject document, HttpContext http, IdxAt at, IdxDue due)
    {
        var open = await Open(http, at, due);
        var (kind, known) = (kinds.Of(at.Transaction.Kind!), KnownAuthenticator.Of(at.Transaction.Kind!));
        var asked = open.FirstOrDefault(one => one.Factor?.Id == at.Transaction.FactorId && one.Known == known).Factor;
        var json = IdxJson.Authenticator(http.Org, known, asked, EmailFor(known, at.User!));
        if (kind.Sends) json["resend"] = IdxJson.Form(http.Org, at, "resend", "challenge/resend");
        if (DeviceChallenge.Of(at.Transaction.Challenge) is { } challenge)
            json["contextualData"] = new JsonObject { ["challengeData"] = challenge.Options };
        document["currentAuthenticatorEnrollment"] = IdxJson.Wrapped(json);
        document["authenticatorEnrollments"] = Enrollments(http.Org, at, open);
        document["remediation"] = IdxJson.Remediations([
            IdxJson.Form(http.Org, at, "challenge-authenticator", "challenge/answer", Credentials(kind, making: false))
                .RelatedTo("currentAuthenticatorEnrollment"),
            .. open.Count > 1 ? [Choosing(http.Org, at, open)] : Array.Empty<JsonObject>()]);
        if (kind.Sends) await mail.Tell(document, http, at, json, "currentAuthenticatorEnrollment", enrolls: false);
    }

    /// <summary>What the policies or the app want set up. What only the app wants can be left out.</summary>
    private void ChooseNew(JsonObject document, Org org, IdxAt at, IdxDue due)
    {
        KnownAuthenticator[] offered =
            [.. Enrollable.Of(kinds, org, at.Waiting.Request, due.Decision!).Select(kind => KnownAuthenticator.Of(kind.Type))];
        if (offered.Length == 0) throw IdxProblem.Denied(Assurance.Unmet().Message);
        document["remediation"] = IdxJson.Remediations([
            IdxJson.Form(org, at, "select-authenticator-enroll", "credential/enroll",
                IdxJson.Choice(offered.Select((known, i) => IdxJson.Option(org, known, null, $"$.authenticators.value[{i}]")))),
            .. due.MaySkip ? [IdxJson.Form(org, at, "skip", "skip")] : Array.Empty<JsonObject>()]);
        document["authenticators"] = IdxJson.List(offered.Select(known => IdxJson.Authenticator(org, known)));
    }

    private async Task AnswerNew(JsonObject document, HttpContext http, IdxAt at, IdxDue due)
    {
        var org = http.Org;
        var (factor, kind, known) = (due.Factor!, kinds.Of(due.Factor!), KnownAuthenticator.Of(due.Factor!.Type));
        var json = IdxJson.Authenticator(org, known, null, EmailFor(known, at.User!));
        if (kind.Sends) json["resend"] = IdxJson.Form(org, at, "resend", "challenge/resend");
        if (DeviceChallenge.Of(at.Transaction.Challenge) is { } challenge)
            json["contextualData"] = new JsonObject { ["activationData"] = challenge.Options };
        else if (factor.SealedSecret is not null)
        {
            var shared = Base32.Encode(factors.SecretOf(factor));
            json["contextualData"] = new JsonObject
            {
                ["qrcode"] = new JsonObject
                {
                    ["method"] = "embedded", ["href"] = QrCode.PngDataUrl(Totp.Uri(org.Name, at.User!.Login, shared)), ["type"] = "image/png",
                },
                ["sharedSecret"] = shared,
            };
        }
        document["currentAuthenticator"] = IdxJson.Wrapped(json);
        document["remediation"] = IdxJson.Remediations([
            IdxJson.Form(org, at, "enroll-authenticator", "challenge/answer", Credentials(kind, making: true)).RelatedTo("currentAuthenticator"),
            .. due.MaySkip ? [IdxJson.Form(org, at, "skip", "skip")] : Array.Empty<JsonObject>()]);
        if (kind.Sends) await mail.Tell(document, http, at, json, "currentAuthenticator", enrolls: true);
    }

    /// <summary>Each scope by its name: what the form says is what is agreed to.</summary>
    private async Task Consent(JsonObject document, HttpContext http, IdxAt at)
    {
        var missing = await consents.Missing(at.Waiting.Request, at.User!.Id, silently: false, http.RequestAborted);
        var scopes = new JsonObject
        {
            ["name"] = "scopes", ["required"] = true, ["mutable"] = false, ["visible"] = false,
            ["value"] = new JsonArray([.. missing.Select(scope => JsonValue.Create(scope.Name))]),
        };
        document["scopes"] = new JsonArray([.. missing.Select(scope => new JsonObject
        {
            ["name"] = scope.Name, ["label"] = scope.DisplayName, ["desc"] = scope.Description,
        })]);
        document["remediation"] = IdxJson.Remediations(IdxJson.Form(http.Org, at, "consent", "consent",
            new JsonObject { ["name"] = "consent", ["type"] = "boolean", ["required"] = true, ["label"] = $"Allow {at.App.Label}" }, scopes));
    }

    private static JsonObject Credentials(AuthenticatorKind kind, bool making)
    {
        if (!kind.AsksDevice) return IdxJson.Code();
        var client = IdxJson.Field("clientData", "Client Data");
        return making ? IdxJson.Fields("credentials", client, IdxJson.Field("attestation", "Attestation"))
            : IdxJson.Fields("credentials", client, IdxJson.Field("authenticatorData", "Authenticator Data"), IdxJson.Field("signatureData", "Signature Data"));
    }

    private static string? EmailFor(KnownAuthenticator known, User user) => known.Factor == FactorType.Email ? MaskedAddress.Of(user.Email) : null;
}
