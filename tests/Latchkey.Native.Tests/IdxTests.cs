using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Native.Tests;

/// <summary>Sign-ins in pages of an app's own, against a real org. Contract §4; decisions 0031 and 0034.</summary>
public sealed class IdxTests : IAsyncLifetime
{
    private readonly Kit.FakeClock clock = new();
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-native-").FullName;
    private readonly List<IDisposable> made = [];
    private readonly Rewriting rewriting = new();
    private TestOrg org = null!;
    private TestApp registered = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        registered = await org.CreateAppAsync("native",
            new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "interaction_code") });
    }

    private LatchkeyClient App(Action<LatchkeyOptions>? configure = null)
    {
        rewriting.InnerHandler ??= TestOrg.LoopbackHandler();
        var options = new LatchkeyOptions
        {
            Issuer = new Uri(org.Issuer), ClientId = registered.ClientId, DataDirectory = folder, KeyStorage = KeyStorage.File, Clock = clock,
            HttpHandler = rewriting,
        };
        configure?.Invoke(options);
        var client = new LatchkeyClient(options);
        made.Add(client);
        return client;
    }

    private static Task<SignInException> Refused(Func<Task> act) => Should.ThrowAsync<SignInException>(act);

    private async Task<(IdxSignIn SignIn, TestPerson Person)> Begun(LatchkeyClient? app = null) =>
        (await (app ?? App()).StartIdxAsync(), await org.CreatePersonAsync());

    /// <summary>A name and a password.</summary>
    private static Task<IdxStep> Identify(IdxSignIn signIn, TestPerson person, string? password = null) =>
        signIn.ProceedAsync(signIn.Step.Find(IdxRemediations.Identify).ShouldNotBeNull(), OwnPages.Password(person, password));

    private static Task<IdxStep> Answer(IdxSignIn signIn, string code, string remediation = IdxRemediations.ChallengeAuthenticator) =>
        signIn.ProceedAsync(signIn.Step.Find(remediation).ShouldNotBeNull(signIn.ToString()), OwnPages.Passcode(code));

    private async Task<string> AuthenticatorApp(TestPerson person)
    {
        var begun = await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors",
            new JsonObject { ["factorType"] = "token:software:totp", ["provider"] = "GOOGLE" });
        var secret = begun["_embedded"]!["activation"]!["sharedSecret"]!.GetValue<string>();
        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors/{begun["id"]}/lifecycle/activate",
            new JsonObject { ["passCode"] = OwnPages.Totp(secret, org.Clock.GetUtcNow().AddSeconds(-30)) });
        return secret;
    }

    [Fact]                                                             // contract §4: identify; RFC 7636 §4.5, RFC 9449 §5
    public async Task A_name_and_a_password_bring_the_session_that_the_browser_would()
    {
        var app = App(o => o.DPoP = DPoP.Required);
        var (signIn, person) = await Begun(app);
        (signIn.Step.Intent, signIn.Session).ShouldBe(("LOGIN", null));
        var identify = signIn.Step.Find(IdxRemediations.Identify).ShouldNotBeNull();
        identify.Fields.Where(field => field.IsForPeople).Select(field => (field.Name, field.IsSecret, field.IsRequired))
            .ShouldBe([("identifier", false, true), ("credentials.passcode", true, true), ("rememberMe", false, false)]);

        var wrong = await Identify(signIn, person, "Wrong-Horse-7");
        wrong.Messages.ShouldHaveSingleItem().Key.ShouldBe("errors.E0000004");
        wrong.Messages[0].IsError.ShouldBeTrue();
        await Identify(signIn, person);

        var session = signIn.Session.ShouldNotBeNull();
        (session.User.PreferredUserName, signIn.Step.Identifier).ShouldBe((person.Login, person.Login));
        (await app.GetSessionAsync()).ShouldBe(session);
        await session.RefreshAsync();
        (await session.GetUserInfoAsync()).Subject.ShouldBe(session.User.Subject);
        (await Refused(() => signIn.IntrospectAsync())).Kind.ShouldBe(SignInErrorKind.Cancelled);
        (await app.TryResumeIdxAsync()).ShouldBeNull();
        await signIn.CancelAsync();
        (await app.GetSessionAsync()).ShouldBe(session);
    }

    [Fact]                                                             // contract §4: select-authenticator-authenticate, challenge-authenticator
    public async Task A_second_factor_is_chosen_by_its_key_and_another_after_it()
    {
        var (signIn, person) = await Begun();
        var secret = await AuthenticatorApp(person);
        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" });

        var choose = await Identify(signIn, person);
        choose.Find(IdxRemediations.SelectAuthenticator)!.Options.Select(option => option.Authenticator!.Key).ShouldBe(["google_otp", "okta_email"], ignoreOrder: true);
        await signIn.ChooseAsync(choose.FindOption("okta_email")!);
        signIn.Step.CurrentAuthenticator!.Email!.ShouldNotBe(person.Login);
        var first = await org.MailedCodeAsync(person.Login);
        (await signIn.ProceedAsync(signIn.Step.Resend.ShouldNotBeNull())).Find(IdxRemediations.ChallengeAuthenticator).ShouldNotBeNull();

        await signIn.ChooseAsync(signIn.Step.FindOption("google_otp").ShouldNotBeNull());
        (await Answer(signIn, "000000")).Messages[0].Key.ShouldBe("api.authn.error.PASSCODE_INVALID");
        await Answer(signIn, OwnPages.Totp(secret, org.Clock.GetUtcNow()));
        signIn.Session!.User.Claims["amr"].GetRawText().ShouldBe("""["mfa","pwd","otp"]""");
        first.Length.ShouldBe(6);
    }

    [Fact]                                                             // contract §4: recover, identify-recovery, reset-authenticator; decision 0031
    public async Task A_forgotten_password_is_got_again_by_a_mailed_code_though_the_app_was_killed_meanwhile()
    {
        var (killed, person) = await Begun();
        await killed.ProceedAsync(killed.Step.Recover.ShouldNotBeNull());
        await killed.ProceedAsync(killed.Step.Find(IdxRemediations.IdentifyRecovery)!, new Dictionary<string, string> { ["identifier"] = person.Login });
        await killed.ChooseAsync(killed.Step.FindOption("okta_email")!);

        var app = App();                                               // the person was reading the mail
        var signIn = (await app.TryResumeIdxAsync()).ShouldNotBeNull();
        await Answer(signIn, await org.MailedCodeAsync(person.Login));
        (await Answer(signIn, "short", IdxRemediations.ResetAuthenticator)).Messages[0].Key.ShouldBe("password.passwordRequirementsNotMet");
        await Answer(signIn, "Better-Horse-8", IdxRemediations.ResetAuthenticator);
        signIn.Session!.User.PreferredUserName.ShouldBe(person.Login);
        (await app.TryResumeIdxAsync()).ShouldBeNull();
    }

    [Fact]                                                             // contract §4: select-enroll-profile, enroll-profile
    public async Task A_new_person_signs_up_and_proves_the_address()
    {
        var signIn = await App().StartIdxAsync();
        await signIn.ProceedAsync(signIn.Step.Find(IdxRemediations.SelectEnrollProfile)!);
        var profile = signIn.Step.Find(IdxRemediations.EnrollProfile).ShouldNotBeNull();
        profile.Fields.Where(field => field.IsForPeople).Select(field => field.Name)
            .ShouldBe(["userProfile.firstName", "userProfile.lastName", "userProfile.email", "credentials.passcode"]);
        var email = $"new{RandomNumberGenerator.GetHexString(16, lowercase: true)}@example.com";
        await signIn.ProceedAsync(profile, new Dictionary<string, string>
        {
            ["userProfile.firstName"] = "Ada", ["userProfile.lastName"] = "Lovelace", ["userProfile.email"] = email, ["credentials.passcode"] = "Correct-Horse-7",
        });
        await Answer(signIn, await org.MailedCodeAsync(email), IdxRemediations.EnrollAuthenticator);
        signIn.Session!.User.Name.ShouldBe("Ada Lovelace");
    }

    [Fact]                                                             // WebAuthn Level 3 §7.1, §7.2
    public async Task A_passkey_is_made_because_the_app_asks_and_signs_in_by_itself()
    {
        using var device = new PasskeyDevice(org.Url);
        var app = App(o => o.Passkeys = new DevicePasskeys(device));
        var person = await org.CreatePersonAsync();
        var signIn = await app.StartIdxAsync(new() { AcrValues = ["phr"] });
        await Identify(signIn, person);
        await signIn.ChooseAsync(signIn.Step.FindOption("webauthn").ShouldNotBeNull());
        signIn.Step.CanUsePasskey.ShouldBeTrue();
        await signIn.UsePasskeyAsync();
        signIn.Session.ShouldNotBeNull();

        signIn = await app.StartIdxAsync();
        var first = signIn.Step;
        await signIn.UsePasskeyAsync();
        signIn.Session.ShouldNotBeNull().User.PreferredUserName.ShouldBe(person.Login);
        first.Find(IdxRemediations.PasskeyWithoutName)!.Fields.ShouldAllBe(field => !field.IsForPeople);

        signIn = await App().StartIdxAsync();                          // an app that gave none
        (await Refused(() => signIn.UsePasskeyAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
        signIn = await App(o => o.Passkeys = new DevicePasskeys(null)).StartIdxAsync();     // a person who did not want to
        (await signIn.UsePasskeyAsync()).ShouldBe(signIn.Step);
        signIn.Session.ShouldBeNull();
    }

    [Fact]                                                             // the commit is the server's, the answer is the network's
    public async Task A_lost_answer_is_not_guessed_at_and_nothing_is_sent_twice()
    {
        var (signIn, person) = await Begun();
        var secret = await AuthenticatorApp(person);
        using (org.Faults.LoseAnswers("/idp/idx/identify"))
            (await Identify(signIn, person)).Find(IdxRemediations.SelectAuthenticator).ShouldNotBeNull();

        var choose = signIn.Step.FindOption("google_otp")!;
        using (org.Faults.LoseRequests("/idp/idx/challenge"))
        {
            var refusal = await Refused(() => signIn.ChooseAsync(choose));
            (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.Network, true));
        }
        await signIn.ChooseAsync(choose);

        // Offline with the code typed: the app draws the same page again, and it goes through.
        var challenge = signIn.Step.Find(IdxRemediations.ChallengeAuthenticator)!;
        using (org.Faults.LoseRequests("/idp/idx/"))
            (await Refused(() => signIn.ProceedAsync(challenge, OwnPages.Passcode(OwnPages.Totp(secret, org.Clock.GetUtcNow()))))).Kind.ShouldBe(SignInErrorKind.Network);
        using (org.Faults.Answer(503, "/v1/token"))
            (await Refused(() => signIn.ProceedAsync(challenge, OwnPages.Passcode(OwnPages.Totp(secret, org.Clock.GetUtcNow()))))).Kind.ShouldBe(SignInErrorKind.Server);
        signIn.Session.ShouldBeNull();
        await signIn.IntrospectAsync();                                // the code it has got is still good
        signIn.Session.ShouldNotBeNull();

        var (other, somebody) = await Begun();                         // the answer to the last step
        using (org.Faults.LoseAnswers("/idp/idx/identify")) await Identify(other, somebody);
        other.Session.ShouldNotBeNull().User.PreferredUserName.ShouldBe(somebody.Login);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_is_found_out_about_by_the_next()
    {
        var (signIn, person) = await Begun();
        await AuthenticatorApp(person);
        using var stop = new CancellationTokenSource();
        using (var hold = org.Faults.Hold("/idp/idx/identify"))
        {
            var waiting = signIn.ProceedAsync(signIn.Step.Find(IdxRemediations.Identify)!, OwnPages.Password(person), stop.Token);
            (await Refused(() => signIn.IntrospectAsync())).Kind.ShouldBe(SignInErrorKind.FlowInProgress);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        }
        await Identify(signIn, person);
        signIn.Step.Find(IdxRemediations.SelectAuthenticator).ShouldNotBeNull();
    }

    [Fact]                                                             // contract §4: idx.session.expired
    public async Task What_took_too_long_or_was_given_up_is_over_by_a_name_and_nobody_is_signed_out()
    {
        var app = App();
        var (signIn, person) = await Begun(app);
        await Identify(signIn, person);
        var session = signIn.Session.ShouldNotBeNull();

        signIn = await app.StartIdxAsync();
        org.Clock.Advance(TimeSpan.FromHours(2));
        var expired = await Refused(() => Identify(signIn, person));
        (expired.Kind, expired.MessageKey).ShouldBe((SignInErrorKind.TimedOut, "idx.session.expired"));
        (await Refused(() => Identify(signIn, person))).Kind.ShouldBe(SignInErrorKind.Cancelled);

        signIn = await app.StartIdxAsync();
        await signIn.CancelAsync();
        await signIn.CancelAsync();
        (await Refused(() => Identify(signIn, person))).Kind.ShouldBe(SignInErrorKind.Cancelled);
        using (org.Faults.LoseRequests("/idp/idx/cancel")) await (await app.StartIdxAsync()).CancelAsync();
        (await app.TryResumeIdxAsync()).ShouldBeNull();
        (await app.GetSessionAsync()).ShouldBe(session);
    }

    [Fact]                                                             // RFC 9470 §4
    public async Task What_an_api_asks_for_is_drawn_by_the_app()
    {
        var person = await org.CreatePersonAsync();
        var secret = await AuthenticatorApp(person);
        var drawn = 0;
        var draws = true;
        var app = App(o =>
        {
            o.OnStepUp = StepUpChallenge.SignInAtOnce;
            o.OnStepUpPages = async (signIn, ct) =>
            {
                drawn++;
                if (!draws) return;
                signIn.Step.Find(IdxRemediations.Identify)!.Fields[0].Value.ShouldBe(person.Login);
                await signIn.ProceedAsync(signIn.Step.Find(IdxRemediations.Identify)!, OwnPages.Password(person), ct);
                await signIn.ChooseAsync(signIn.Step.FindOption("google_otp")!, cancellationToken: ct);
                await Answer(signIn, OwnPages.Totp(secret, org.Clock.GetUtcNow()));
            };
        });
        var session = await app.StartIdxAsync();
        await Identify(session, person);
        if (session.Session is null)
        {
            await session.ChooseAsync(session.Step.FindOption("google_otp")!);
            await Answer(session, OwnPages.Totp(secret, org.Clock.GetUtcNow()));
        }
        org.Clock.Advance(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(1));

        var refused = await session.Session!.GetAccessTokenAsync();
        var api = new Api(refused);
        using var http = new HttpClient(new LatchkeyTokenHandler(app, new Uri("https://api.example.com")) { InnerHandler = api });
        draws = false;
        (await http.GetAsync(new Uri("https://api.example.com/orders"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.TryResumeIdxAsync()).ShouldBeNull();                // the pages did nothing, and left nothing
        draws = true;
        (await http.GetAsync(new Uri("https://api.example.com/orders"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        drawn.ShouldBe(2);
        (await app.GetSessionsAsync()).ShouldHaveSingleItem().ShouldBe(session.Session);
        api.Accepted.ShouldNotBe(refused);
    }

    [Fact]
    public async Task An_app_that_may_not_and_a_field_that_is_not_there_are_named()
    {
        var other = App(o => (o.ClientId, o.DataDirectory) = (org.NativeApp.ClientId, Path.Combine(folder, "other")));
        var refusal = await Refused(() => other.StartIdxAsync());
        (refusal.Kind, refusal.Hint!.Contains("interaction_code", StringComparison.Ordinal)).ShouldBe((SignInErrorKind.Misconfigured, true));

        var signIn = await App().StartIdxAsync();
        var identify = signIn.Step.Find(IdxRemediations.Identify)!;
        Should.Throw<ArgumentException>(() => signIn.ProceedAsync(identify, new Dictionary<string, string> { ["passcode"] = "x" })).Message.ShouldContain("credentials.passcode");
        Should.Throw<ArgumentException>(() => signIn.ProceedAsync(identify, new Dictionary<string, string> { ["stateHandle"] = "x" }));
    }

    [Fact]                                                             // RFC 9126 §6, RFC 9449 §10.1
    public async Task What_an_app_must_push_is_pushed_here_too()
    {
        var pushes = await org.CreateAppAsync("native", new JsonObject
        {
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "interaction_code"), ["require_pushed_authorization_requests"] = true,
        });
        void Pushing(LatchkeyOptions o, bool pushed) => (o.ClientId, o.PushAuthorizationRequests, o.DataDirectory) = (pushes.ClientId, pushed, Path.Combine(folder, "pushes"));
        (await Refused(() => App(o => Pushing(o, false)).StartIdxAsync())).Message.ShouldContain("push");
        var (signIn, person) = await Begun(App(o => Pushing(o, true)));
        await Identify(signIn, person);
        signIn.Session.ShouldNotBeNull().User.Subject.ShouldBe(person.Id);
    }

    [Fact]                                                             // a password goes nowhere but to the provider
    public async Task A_step_that_leads_elsewhere_is_not_taken()
    {
        rewriting.Change = text => text.Replace(org.Url + "/idp/idx/identify", "https://thief.example.com/idp/idx/identify", StringComparison.Ordinal);
        var (signIn, person) = await Begun();
        (await Refused(() => Identify(signIn, person))).Kind.ShouldBe(SignInErrorKind.Server);
        rewriting.Change = _ => "<html>Welcome to our network</html>";
        (await Refused(() => signIn.IntrospectAsync())).Kind.ShouldBe(SignInErrorKind.Server);
        rewriting.Change = null;
        (await signIn.IntrospectAsync()).Find(IdxRemediations.Identify).ShouldNotBeNull();
    }

    [Fact]                                                             // contract §4: poll
    public async Task What_goes_on_elsewhere_is_waited_for_over_a_lost_network()
    {
        var (signIn, person) = await Begun();
        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" });
        await Identify(signIn, person);
        var polls = true;
        rewriting.Change = text =>
        {
            var document = JsonNode.Parse(text)!.AsObject();
            foreach (var ours in document["remediation"]?["value"]?.AsArray().Where(one => one!["name"]!.ToString() == "challenge-poll").ToArray() ?? [])
                document["remediation"]!["value"]!.AsArray().Remove(ours);
            foreach (var name in (string[])["currentAuthenticatorEnrollment", "currentAuthenticator"])
            {
                if (document[name]?["value"] is not JsonObject current) continue;
                current.Remove("poll");
                if (!polls) continue;
                current["poll"] = new JsonObject
                {
                    ["name"] = "poll", ["href"] = org.Url + "/idp/idx/introspect", ["refresh"] = 3000,
                    ["value"] = new JsonArray(new JsonObject { ["name"] = "stateHandle", ["value"] = document["stateHandle"]!.DeepClone(), ["mutable"] = false }),
                };
            }
            return document.ToJsonString();
        };
        await signIn.ChooseAsync(signIn.Step.FindOption("okta_email")!);
        signIn.Step.CanPoll.ShouldBeTrue();
        using var stop = new CancellationTokenSource();
        var given = signIn.PollAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);

        var waiting = signIn.PollAsync();
        using (var lost = org.Faults.LoseRequests("/idp/idx/introspect"))
        {
            await clock.HasTimers(1);
            clock.Advance(TimeSpan.FromSeconds(3));
            await Until(() => lost.Count > 0);
        }
        await clock.HasTimers(1);
        polls = false;
        clock.Advance(TimeSpan.FromMinutes(1));
        (await waiting).CanPoll.ShouldBeFalse();
        (await signIn.PollAsync()).ShouldBe(signIn.Step);              // nothing to wait for
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [Fact]
    public void A_document_is_read_whatever_else_is_in_it()
    {
        var step = IdxStep.Parse("""
            {"version":"1.0.0","stateHandle":"02.x","remediation":{"type":"array","value":[
              {"name":"redirect-idp","href":"https://idp.example.com/authorize?x=1","method":"GET","idp":{"id":"0oa1","name":"Other"}},
              {"name":"custom","href":"https://o/idp/idx/custom","value":[{"name":"choice","type":"object","options":[{"label":"A","value":"a"}],"messages":{"value":[{"message":"No","class":"ERROR"}]}}]}]},
             "messages":{"type":"array","value":[{"message":"Hello","i18n":{"key":"k"},"class":"INFO"}]},"unknown":[1,{}]}
            """);
        step.Find(IdxRemediations.RedirectIdp)!.Redirect!.Host.ShouldBe("idp.example.com");
        (step.Messages[0].Key, step.Messages[0].IsError, step.Messages[0].Text).ShouldBe(("k", false, "Hello"));
        step.Find("custom")!.Options.ShouldHaveSingleItem().Label.ShouldBe("A");
        step.Find("custom")!.Fields[0].Messages.ShouldHaveSingleItem().Text.ShouldBe("No");
        foreach (var nonsense in (string[])["", "[]", "null", "{\"remediation\":{\"value\":[{\"name\":\"x\"}]}}", "{\"remediation\":{\"value\":[{\"href\":\"x\"}]}}", "{"])
            Should.Throw<SignInException>(() => IdxStep.Parse(nonsense)).Kind.ShouldBe(SignInErrorKind.Server);
    }

    public async Task DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        rewriting.Dispose();
        await org.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The platform's passkeys; those of somebody who does not want to where there is no device.</summary>
    private sealed class DevicePasskeys(PasskeyDevice? device) : IPasskeys
    {
        public Task<string?> CreateAsync(string options, CancellationToken cancellationToken) =>
            Task.FromResult(device?.Make(JsonNode.Parse(options)!.AsObject()));

        public Task<string?> GetAsync(string options, CancellationToken cancellationToken) =>
            Task.FromResult(device?.Sign(JsonNode.Parse(options)!.AsObject()));
    }

    /// <summary>Somebody between the app and the org.</summary>
    private sealed class Rewriting : DelegatingHandler
    {
        public Func<string, string>? Change { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (Change is not { } change || !request.RequestUri!.AbsolutePath.StartsWith("/idp/idx/", StringComparison.Ordinal)) return answer;
            answer.Content = new StringContent(change(await answer.Content.ReadAsStringAsync(cancellationToken)));
            return answer;
        }
    }

    /// <summary>An API that wants a fresher sign-in than that of one token.</summary>
    private sealed class Api(string tooOld) : HttpMessageHandler
    {
        public string? Accepted { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
            if (request.Headers.Authorization!.Parameter == tooOld)
            {
                answer.StatusCode = HttpStatusCode.Unauthorized;
                answer.Headers.WwwAuthenticate.ParseAdd("DPoP error=\"insufficient_user_authentication\", acr_values=\"urn:okta:loa:2fa:any\", max_age=\"30\"");
            }
            else Accepted = request.Headers.Authorization.Parameter;
            return Task.FromResult(answer);
        }
    }
}
