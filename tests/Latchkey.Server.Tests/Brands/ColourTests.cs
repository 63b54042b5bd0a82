
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Tests.Brands;

public sealed class ColourTests
{
    [Theory]
    [InlineData("#fff", "#ffffff")]
    [InlineData("#1662DD", "#1662dd")]
    public void A_colour_is_three_or_six_digits(string typed, string colour) => Colour.Parse(typed).ToString().ShouldBe(colour);

    [Theory]
    [InlineData("red")]
    [InlineData("#12")]
    [InlineData("#12345")]
    [InlineData("#gggggg")]
    [InlineData("#fff}body{display:none")]
    [InlineData("url(x)")]
    [InlineData("")]
    public void Nothing_else_is_a_colour(string typed)
    {
        Colour.TryParse(typed).ShouldBeNull();
        Should.Throw<FormatException>(() => new Brand { Id = "bnd", Name = "x", PrimaryColorHex = typed });
    }

    [Fact]
    public void Contrast_is_measured_as_wcag_does()       // WCAG 2.2, "contrast ratio"
    {
        Colour.Black.ContrastWith(Colour.White).ShouldBe(21, 0.001);
        Colour.Parse("#767676").ContrastWith(Colour.White).ShouldBe(4.54, 0.01);
        Colour.Parse("#1662dd").ContrastWith(Colour.White).ShouldBe(5.49, 0.01);
    }

    [Fact]
    public void Text_on_any_colour_can_be_read()
    {
        for (var red = 0; red < 256; red += 15)
            for (var green = 0; green < 256; green += 15)
                for (var blue = 0; blue < 256; blue += 15)
                {
                    var colour = new Colour((byte)red, (byte)green, (byte)blue);
                    colour.TextOn.ContrastWith(colour).ShouldBeGreaterThanOrEqualTo(4.5, $"{colour}");
                    colour.ReadableOn(Colour.White).ContrastWith(Colour.White).ShouldBeGreaterThanOrEqualTo(4.5, $"{colour}");
                }
    }

    [Fact]
    public void The_contrast_colour_an_org_chose_counts_only_when_it_can_be_read()
    {
        var brand = new Brand { Id = "bnd", Name = "x", PrimaryColorHex = "#1662dd" };
        (brand with { PrimaryColorContrastHex = "#ffffcc" }).OnPrimary.ShouldBe(Colour.Parse("#ffffcc"));
        (brand with { PrimaryColorContrastHex = "#1b1b1b" }).OnPrimary.ShouldBe(Colour.White);
    }

    [Theory]
    [InlineData("https://elsewhere.example/logo.png")]
    [InlineData("data:image/svg+xml;base64,PHN2Zz4=")]
    [InlineData("data:image/png;base64,\"onerror=")]
    [InlineData("javascript:alert(1)")]
    public void A_brand_image_is_a_picture_that_came_along(string url) =>
        Should.Throw<FormatException>(() => new Brand { Id = "bnd", Name = "x", Logo = url });
}
