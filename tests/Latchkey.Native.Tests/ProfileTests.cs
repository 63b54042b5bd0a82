namespace Latchkey.Native.Tests;

/// <summary>Providers whose ID tokens name nobody: what their userinfo endpoint says is kept with the credential. OpenID Connect Core §5.3.</summary>
public sealed class ProfileTests : NativeTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.ChangesIdToken = claims =>
        {
            claims.Remove("name");
            claims.Remove("preferred_username");
        };
    }

    [Fact]
    public async Task On_request_a_sign_in_loads_the_profile_and_keeps_it_over_refreshes_and_restarts()
    {
        (await SignedIn()).User.Name.ShouldBe("00u1");                 // as it is without asking

        var session = await SignedIn(o => o.LoadProfile = true);
        (session.User.Name, session.User.Email).ShouldBe(("Mia Muster", "mia@example.com"));
        await session.RefreshAsync();
        session.User.Name.ShouldBe("Mia Muster");
        session.User["iss"].ShouldBe(Provider.Issuer);                 // what belongs to the token is the token's
        (await App().GetSessionAsync())!.User.Name.ShouldBe("Mia Muster");
        Provider.Requests.Count(r => r.Path.EndsWith("/userinfo", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]                                                             // OpenID Connect Core §5.3.2
    public async Task A_profile_of_somebody_else_ends_the_sign_in_and_nothing_is_kept()
    {
        Provider.ChangesUserInfo = claims => claims["sub"] = "00u2";
        var refusal = await Refused(() => SignedIn(o => o.LoadProfile = true));
        refusal.Kind.ShouldBe(SignInErrorKind.Server);
        refusal.Message.ShouldContain("another person");
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_endpoint_that_fails_costs_the_name_and_not_the_sign_in()
    {
        Provider.ChangesMetadata = metadata => metadata["userinfo_endpoint"] = new Uri(Provider.Address, "nothing-here").AbsoluteUri;
        var session = await SignedIn(o => o.LoadProfile = true);
        session.User.Name.ShouldBe("00u1");
        Warnings.ShouldContain(w => w.Contains("LoadProfile"));
    }

    [Fact]
    public async Task What_is_loaded_later_is_kept_and_heard_of()
    {
        var session = await SignedIn();
        var heard = new List<SessionChange>();
        session.Changed += (_, e) => heard.Add(e.Change);
        (await session.LoadUserInfoAsync()).Name.ShouldBe("Mia Muster");
        session.User.Name.ShouldBe("Mia Muster");
        heard.ShouldBe([SessionChange.Refreshed]);
        (await App().GetSessionAsync())!.User.Name.ShouldBe("Mia Muster");

        Provider.ChangesUserInfo = claims => claims["sub"] = "00u2";
        (await Refused(() => session.LoadUserInfoAsync())).Kind.ShouldBe(SignInErrorKind.Server);
        session.User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_newer_ID_token_has_the_last_word()
    {
        var session = await SignedIn(o => o.LoadProfile = true);
        Provider.ChangesIdToken = claims => claims["name"] = "Mia Meier";
        await session.RefreshAsync();
        (session.User.Name, session.User.Email).ShouldBe(("Mia Meier", "mia@example.com"));
    }

    [Fact]
    public async Task A_bound_token_asks_with_a_proof()
    {
        Provider.OffersDPoP = true;
        (await SignedIn(o => o.LoadProfile = true)).User.Name.ShouldBe("Mia Muster");
        Provider.Requests.Single(r => r.Path.EndsWith("/userinfo", StringComparison.Ordinal)).Proof.ShouldNotBeNull();
    }
}
