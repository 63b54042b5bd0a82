using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Idx;

/// <summary>Every step × what can be wrong about sending it: it is said, and nothing is gained. Contract §4, threats rows 4 and 6.</summary>
public sealed class IdxStepsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Better = "Better-Horse-8", Soon = "reenroll-authenticator-warning";

    public static TheoryData<string, string> Table
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var step in (string[])["identify", "challenge", "challenge-authenticator", "identify-recovery", "mail", "code", "reset-authenticator", "reenroll-authenticator", Soon,
                "enroll-profile", "verify", "select-authenticator-enroll", "enroll-authenticator", "skip", "consent", "poll", "first", "first-code", "question"])
                foreach (var wrong in (string[])["twice", "out of order", "another browser", "another client", "expired", "cancelled", "huge"]) table.Add(step, wrong);
            return table;
        }
    }

    private sealed record Step(TestApp App, ApiAnswer Document, string Form, JsonObject Values);

    private static readonly (string, string?)[] Enrolling = [("prompt", "enroll_authenticator")];

    private static JsonObject Code(string code) => new() { ["credentials"] = IdxWalk.Passcode(code) };

    private async Task<Step> To(string step)
    {
        var person = await Org.CreatePersonAsync();
        var app = await Org.IdxApp(step == "consent" ? new JsonObject { ["consent_method"] = "REQUIRED" } : null);
        Authenticator? device = step is "challenge" or "challenge-authenticator" ? await Org.EnrollAppAsync(person) : null;
        if (step == "poll") (await Org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email" })).ShouldSucceed();
        if (step == "consent") await Org.Post("/authorizationServers/default/scopes", new JsonObject { ["name"] = "photos", ["consent"] = "REQUIRED" });
        if (step == "reenroll-authenticator") (await Org.Post($"/users/{person.Id}/lifecycle/expire_password")).ShouldSucceed();
        if (step == Soon)
        {
            (await Org.Post("/policies", PolicyCalls.Policy("PASSWORD", await Org.Group(person), JsonNode.Parse("""{"password":{"age":{"maxAgeDays":10,"expireWarnDays":3}}}""")!.AsObject(), priority: 1))).ShouldSucceed();
            Clock.Advance(TimeSpan.FromDays(8));
        }
        (string, string?)[] asks = step switch
        {
            "consent" => [("scope", "openid photos")],
            "select-authenticator-enroll" or "enroll-authenticator" => [("acr_values", Core.Authenticators.Acr.TwoFactors)],
            "skip" => [("enroll_amr_values", "otp"), .. Enrolling],
            _ => [],
        };
        if (step is "first" or "first-code")
            await Org.AccessPolicy(app.ClientId, PolicyCalls.OfApp(constraints: [new JsonObject { ["possession"] = new JsonObject { ["required"] = true } }]));
        var first = await app.Introspect(asks);
        if (step is "first" or "first-code")
        {
            var who = (await Org.Send(first, "identify", new JsonObject { ["identifier"] = person.Login })).ShouldSucceed();
            if (step == "first") return new(app, who, "select-authenticator-authenticate", Chosen(who, "select-authenticator-authenticate", "Email"));
            var asked = (await Org.Choose(who, "select-authenticator-authenticate", "Email")).ShouldSucceed();
            return new(app, asked, "challenge-authenticator", Code(await Org.RecoveryCode(person.Login)));
        }
        var password = new JsonObject { ["identifier"] = person.Login, ["credentials"] = IdxWalk.Passcode(person.Password) };
        if (step == "identify") return new(app, first, step, password);
        if (step is "enroll-profile" or "verify")
        {
            var (profile, email) = (await Org.Send(first, "select-enroll-profile", []), $"new{Secrets.Digits(10)}@example.com");
            var who = new JsonObject { ["userProfile"] = new JsonObject { ["firstName"] = "A", ["lastName"] = "B", ["email"] = email }, ["credentials"] = IdxWalk.Passcode("Correct-Horse-7") };
            if (step == "enroll-profile") return new(app, profile, step, who);
            var waiting = (await Org.Send(profile, "enroll-profile", who)).ShouldSucceed();
            return new(app, waiting, "enroll-authenticator", Code(await Org.MailedCodeAsync(email)));
        }
        if (step == "question")
        {
            var asking = JsonNode.Parse("""{"recovery":{"factors":{"recovery_question":{"status":"ACTIVE"}}}}""")!.AsObject();
            (await Org.Post("/policies", PolicyCalls.Policy("PASSWORD", await Org.Group(person), asking, priority: 1))).ShouldSucceed();
            (await Org.Post($"/users/{person.Id}", JsonNode.Parse("""{"credentials":{"recovery_question":{"question":"Whose name?","answer":"Rumpelstiltskin"}}}""")!.AsObject())).ShouldSucceed();
        }
        if (step is "identify-recovery" or "mail" or "code" or "reset-authenticator" or "question")
        {
            var who = await Org.Follow(first, "currentAuthenticator", "recover");
            if (step == "identify-recovery") return new(app, who, step, new JsonObject { ["identifier"] = person.Login });
            var choose = await Org.Send(who, "identify-recovery", new JsonObject { ["identifier"] = person.Login });
            if (step == "mail") return new(app, choose, "select-authenticator-authenticate", Chosen(choose, "select-authenticator-authenticate"));
            var asked = (await Org.Choose(choose, "select-authenticator-authenticate", "Email")).ShouldSucceed();
            var code = Code(await Org.RecoveryCode(person.Login));
            if (step == "question")
                return new(app, (await Org.Send(asked, "challenge-authenticator", code)).ShouldSucceed(), "challenge-authenticator", new JsonObject { ["credentials"] = new JsonObject { ["answer"] = "Rumpelstiltskin" } });
            return step == "code" ? new(app, asked, "challenge-authenticator", code) : new(app, (await Org.Send(asked, "challenge-authenticator", code)).ShouldSucceed(), step, Code(Better));
        }
        var known = (await Org.Send(first, "identify", password)).ShouldSucceed();
        if (step is "reenroll-authenticator" or Soon) return new(app, known, step, Code(Better));
        if (step == "consent") return new(app, known, step, new JsonObject { ["consent"] = true });
        if (step == "skip") return new(app, known, step, []);
        if (step == "select-authenticator-enroll") return new(app, known, step, Chosen(known, step, "Google Authenticator"));
        if (step == "enroll-authenticator")
        {
            var begun = (await Org.Choose(known, "select-authenticator-enroll", "Google Authenticator")).ShouldSucceed();
            var made = new Authenticator(Org, "", begun.Object["currentAuthenticator"]!["value"]!["contextualData"]!["sharedSecret"]!.ToString());
            return new(app, begun, step, Code(made.Next()));
        }
        if (step == "poll")
        {
            var asked = (await Org.Choose(known, "select-authenticator-authenticate", "Email")).ShouldSucceed();
            using var phone = Org.Browser();
            var link = (await Org.MailsAsync(person.Login))[0].Links.Single(one => one.Contains("/mailed/", StringComparison.Ordinal));
            var number = asked.Object["currentAuthenticatorEnrollment"]!["value"]!["contextualData"]!["correctAnswer"]!.ToString();
            (await phone.SubmitAsync(await phone.OpenAsync(link), ("answer", "approve"), ("number", number))).Status.ShouldBe(HttpStatusCode.OK);
            return new(app, asked, "challenge-poll", []);
        }
        if (step == "challenge") return new(app, known, "select-authenticator-authenticate", Chosen(known, "select-authenticator-authenticate"));
        return new(app, (await Org.Choose(known, "select-authenticator-authenticate", "Google Authenticator")).ShouldSucceed(), step, Code(device!.Next()));
    }

    private static JsonObject Chosen(ApiAnswer document, string form, string? label = null)
    {
        var option = document.Form(form)!["value"]!.AsArray().Single(field => field!["name"]!.ToString() == "authenticator")!["options"]!.AsArray()
            .First(one => label is null || one!["label"]!.ToString() == label)!;
        var chosen = new JsonObject();
        foreach (var field in option["value"]!["form"]!["value"]!.AsArray()) chosen[field!["name"]!.ToString()] = field["value"]!.DeepClone();
        return new() { ["authenticator"] = chosen };
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Nothing_is_gained_by_a_step_that_is_sent_wrongly(string name, string wrong)
    {
        var step = await To(name);
        ApiAnswer refused;
        switch (wrong)
        {
            case "twice":
                var done = (await Org.Send(step.Document, step.Form, step.Values)).ShouldSucceed();
                refused = await Org.Send(step.Document, step.Form, step.Values);
                // Whatever the second comes to, it is not another end.
                if (done.Object.ContainsKey("successWithInteractionCode")) refused.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
                else if (refused.Status == HttpStatusCode.OK) refused.Forms().ShouldBe(done.Forms());
                break;
            case "out of order":
                foreach (var path in (string[])["consent", "skip", "credential/enroll", "enroll/new", "identify", "challenge", "challenge/resend", "challenge/answer"])
                {
                    if (step.Document.Form(step.Form)!["href"]!.ToString().EndsWith("/idx/" + path, StringComparison.Ordinal)) continue;
                    if (step.Document.Text.Contains($"/idx/{path}\"", StringComparison.Ordinal)) continue;
                    var odd = await Org.Idx(path, new JsonObject { ["stateHandle"] = step.Document["stateHandle"] });
                    ((int)odd.Status).ShouldBeInRange(400, 403, path + odd.Text);
                    odd.Said().ShouldNotBeNullOrEmpty(path);
                    odd.Forms().ShouldBe(step.Document.Forms(), path);
                }
                refused = await Org.Idx("introspect", new JsonObject { ["stateHandle"] = step.Document["stateHandle"] });
                break;
            case "another browser":                                        // where somebody else is signed in: whoever proves it here is who it is
                var stranger = await Org.CreatePersonAsync();
                using (var theirs = Org.Browser())
                {
                    await Org.NativeApp.CodeAsync(stranger, browser: theirs);
                    refused = (await Org.Send(step.Document, step.Form, step.Values, theirs.Cookies.GetCookieHeader(new Uri(Org.Url)))).ShouldSucceed();
                }
                refused.Text.ShouldNotContain(stranger.Login);
                if (refused.Object.ContainsKey("successWithInteractionCode"))
                    (await step.App.RedeemInteraction(refused.Code())).ClaimsOf("id_token")["sub"]!.ToString().ShouldNotBe(stranger.Id);
                break;
            case "another client":
                var last = await Org.Send(step.Document, step.Form, step.Values);
                if (last.Object.ContainsKey("successWithInteractionCode")) (await (await Org.IdxApp()).RedeemInteraction(last.Code())).ShouldBeRefused("invalid_grant");
                refused = last;
                break;
            case "expired":
                Clock.Advance(TimeSpan.FromMinutes(61));
                refused = await Org.Send(step.Document, step.Form, step.Values);
                refused.ShouldBe(HttpStatusCode.Unauthorized).Said().ShouldBe("idx.session.expired");
                refused.Object.ContainsKey("remediation").ShouldBeFalse();
                break;
            case "cancelled":
                (await Org.Idx("cancel", new JsonObject { ["stateHandle"] = step.Document["stateHandle"] })).ShouldSucceed().Forms()[0].ShouldBe("identify");
                refused = await Org.Send(step.Document, step.Form, step.Values);
                if (name == "identify") refused.Code().ShouldNotBeEmpty();           // from the beginning: that is what cancelling leads to
                else refused.Object.ContainsKey("successWithInteractionCode").ShouldBeFalse(refused.Text);
                break;
            default:
                foreach (var size in (int[])[5_000, 60_000])
                {
                    var body = step.Values.DeepClone().AsObject();
                    body["identifier"] = new string('x', size);
                    body["credentials"] = IdxWalk.Passcode(new string('9', size));
                    body["padding"] = new string('x', size);
                    // Where nothing is typed there is the handle.
                    if (name is "consent" or "skip" or "challenge" or "mail" or "select-authenticator-enroll" or "poll" or "first") body["stateHandle"] = "02." + new string('x', size);
                    refused = await Org.Send(step.Document, step.Form, body);
                    ((int)refused.Status).ShouldBeInRange(400, 499, refused.Text[..Math.Min(300, refused.Text.Length)]);
                    refused.Said().ShouldNotBeNullOrEmpty();
                }
                break;
        }
    }
}
