namespace Latchkey.Samples.Tests;

public sealed class LabelPrinterTests : SampleTest
{
    [Fact]                                                             // RFC 8628 §3
    public async Task Somebody_enters_the_code_and_it_prints_their_orders()
    {
        var printer = Start("LabelPrinter", NoKeyring, "--issuer", Org.Issuer, "--client-id", Org.NativeApp.ClientId, "--api", await OrdersApi(), "--data", Path.Combine(Folder, "data"));
        var (_, address) = await printer.SaysMatch("Or open (http.*)$");

        using var phone = Org.Browser();
        var page = await phone.SubmitAsync(await phone.OpenAsync(address));
        page = await phone.SubmitAsync(page, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        (await phone.SubmitAsync(page, ("answer", "approve"))).Text.ShouldContain("Approved");

        await printer.Says("Printed label 1001: 2 × Espresso beans, 1 kg");
        await printer.Says("Printed label 1003");
        (await printer.Stop()).ShouldBe(0, printer.Output);
    }
}
