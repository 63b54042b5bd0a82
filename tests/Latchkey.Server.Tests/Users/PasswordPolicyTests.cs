using Latchkey.Server.Users;

namespace Latchkey.Server.Tests.Users;

public sealed class PasswordPolicyTests
{
    [Theory]       // Contract §3.9, PASSWORD
    [InlineData("Abcdefg1", "")]
    [InlineData("Übergröße7 ist lang", "")]
    [InlineData("Abcdef1", "Length")]
    [InlineData("ABCDEFG1", "Lower")]
    [InlineData("abcdefg1", "Upper")]
    [InlineData("Abcdefgh", "Number")]
    [InlineData("", "Length Lower Upper Number")]
    [InlineData("12345678", "Lower Upper")]
    [InlineData("My-Lovelace-1", "Login")]
    [InlineData("lOvElAcE2026", "Login")]
    [InlineData("Ｌｏｖｅｌａｃｅ2026", "Login")]       // the same letters in another form
    [InlineData("Ada12345x", "")]       // three letters occur by chance
    public void A_password_breaks_the_rules_it_breaks(string password, string rules) =>
        string.Join(' ', PasswordPolicy.Broken(password, "ada.lovelace@example.com")).ShouldBe(rules);

    [Fact]
    public void A_password_may_have_256_characters_and_no_more()
    {
        PasswordPolicy.Broken("Aa1" + new string('x', 253), "ada").ShouldBeEmpty();
        PasswordPolicy.Broken("Aa1" + new string('x', 254), "ada").ShouldBe([PasswordRule.TooLong]);
    }
}
