namespace Latchkey.Native.Tests;

/// <summary>People's clocks are wrong; the provider's Date header says by how much. RFC 9110 §6.6.1.</summary>
public sealed class ClockTests : NativeTest
{
    private readonly FakeClock providerClock = new();

    [Theory]
    [InlineData(-365 * 24)]
    [InlineData(-3)]
    [InlineData(3)]
    [InlineData(365 * 24)]
    public async Task A_device_whose_clock_is_wrong_signs_in_and_refreshes_on_time(int hours)
    {
        Provider.Clock = providerClock;
        Clock.Advance(TimeSpan.FromHours(hours));
        var session = await SignedIn();
        var token = await session.GetAccessTokenAsync();

        Pass(TimeSpan.FromMinutes(58));
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        Pass(TimeSpan.FromMinutes(2));
        (await session.GetAccessTokenAsync()).ShouldNotBe(token);
        (await session.GetAccessTokenExpiryAsync()).ShouldBe(providerClock.GetUtcNow() + TimeSpan.FromHours(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_offset_is_remembered_over_a_restart_without_network()
    {
        Provider.Clock = providerClock;
        Clock.Advance(TimeSpan.FromDays(-400));
        var token = await (await SignedIn()).GetAccessTokenAsync();
        await Provider.DisposeAsync();

        var session = (await App().GetSessionAsync())!;
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        Pass(TimeSpan.FromHours(2));
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.Network);
    }

    [Fact]
    public async Task A_clock_set_right_while_the_app_is_closed_costs_one_refresh_and_nothing_else()
    {
        Provider.Clock = providerClock;
        Clock.Advance(TimeSpan.FromDays(-1));
        await SignedIn();
        Clock.Advance(TimeSpan.FromDays(1));
        (await (await App().GetSessionAsync())!.GetAccessTokenAsync()).ShouldStartWith("AT.");
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_date_header_a_slightly_wrong_clock_is_forgiven_and_a_very_wrong_one_is_named()
    {
        Provider.LiesAboutTimeBy = () => null;
        Provider.Clock = providerClock;
        Clock.Advance(TimeSpan.FromMinutes(-4));
        await SignedIn();

        Clock.Advance(TimeSpan.FromHours(-1));
        var refusal = await Refused(() => App().SignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.ClockSkew);
        refusal.ClockOffset!.Value.TotalMinutes.ShouldBe(64, 1);
        refusal.Hint.ShouldNotBeNull().ShouldContain("clock of this device");
    }

    [Fact]
    public async Task A_provider_that_lies_about_the_time_is_not_believed_over_its_own_tokens()
    {
        Provider.LiesAboutTimeBy = () => TimeSpan.FromHours(5);
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.ClockSkew);
    }

    private void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        providerClock.Advance(time);
    }
}
