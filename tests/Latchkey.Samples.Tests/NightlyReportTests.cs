using System.Net.Http.Headers;

namespace Latchkey.Samples.Tests;

public sealed class NightlyReportTests : SampleTest
{
    [Fact]                                                             // RFC 6749 §4.4
    public async Task It_counts_everybodys_orders_with_a_token_of_its_own()
    {
        var api = await OrdersApi();
        await SomebodyLooksAtTheirOrders(api);
        var service = Org.Facts.Apps.Service;

        var report = Start("NightlyReport", null, "--issuer", Org.Issuer, "--client-id", service.ClientId, "--client-secret", service.ClientSecret!, "--api", api);

        (await report.Ends()).ShouldBe(0, report.Output);
        report.Output.ShouldContain(Org.Person.Login);
        report.Output.ShouldEndWith("1 customer");
    }

    [Fact]                                                             // RFC 6749 §5.2
    public async Task A_wrong_secret_is_told_in_words()
    {
        var report = Start("NightlyReport", null, "--issuer", Org.Issuer, "--client-id", Org.Facts.Apps.Service.ClientId, "--client-secret", "wrong");

        (await report.Ends()).ShouldBe(1, report.Output);
        report.Output.ShouldContain("invalid_client");
    }

    [Fact]
    public async Task Without_a_server_it_says_what_to_start()
    {
        var report = Start("NightlyReport", null, "--issuer", $"http://localhost:{FreePort()}/oauth2/default", "--client-id", "0oa1", "--client-secret", "s");

        (await report.Ends()).ShouldBe(1, report.Output);
        report.Output.ShouldContain("./run.sh --no-app starts both.");
        report.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Without_settings_it_says_what_to_do()
    {
        var report = Start("NightlyReport", null);

        (await report.Ends()).ShouldBe(2, report.Output);
        report.Output.ShouldContain("latchkey dev");
    }

    private async Task SomebodyLooksAtTheirOrders(string api)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Org.MintAccessTokenAsync(["openid"], Org.Person));
        (await http.GetStringAsync(new Uri(api + "/orders"))).ShouldContain("Spare key");
    }
}
