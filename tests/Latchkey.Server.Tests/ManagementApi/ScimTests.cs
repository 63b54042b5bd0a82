using System.Text.Json.Nodes;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Tests.ManagementApi;

public sealed class ScimTests
{
    private static readonly JsonObject Subject = (JsonObject)JsonNode.Parse("""
        {"id":"00uX","status":"ACTIVE","created":"2026-11-22T12:00:00.000Z","profile":{"login":"Mia@Example.com","firstName":"Mia","age":41,"vip":true},
         "target":[{"id":"a","type":"User"},{"id":"b","type":"App"}]}
        """)!;

    [Theory]                                                           // RFC 7644 §3.4.2.2
    [InlineData("profile.login eq \"mia@example.com\"", true)]
    [InlineData("profile.login EQ \"MIA@EXAMPLE.COM\"", true)]
    [InlineData("profile.login ne \"mia@example.com\"", false)]
    [InlineData("profile.login sw \"mia\"", true)]
    [InlineData("profile.login ew \".com\"", true)]
    [InlineData("profile.login co \"@EX\"", true)]
    [InlineData("profile.login co \"@no\"", false)]
    [InlineData("profile.age eq 41", true)]
    [InlineData("profile.vip eq true", true)]
    [InlineData("profile.nickName pr", false)]
    [InlineData("profile.firstName pr", true)]
    [InlineData("not (profile.nickName pr)", true)]
    [InlineData("profile.nickName ne \"x\"", true)]
    [InlineData("created gt \"2026-11-22T11:59:59Z\"", true)]
    [InlineData("created ge \"2026-11-22T12:00:00Z\"", true)]
    [InlineData("created eq \"2026-11-22T12:00:00Z\"", true)]
    [InlineData("created lt \"2026-11-22T13:00:00+01:00\"", false)]
    [InlineData("created le \"2026-11-22T13:00:00+01:00\"", true)]
    [InlineData("target.id eq \"b\"", true)]
    [InlineData("target.id eq \"c\"", false)]
    [InlineData("id eq \"nope\" or status eq \"ACTIVE\" and profile.vip eq true", true)]
    [InlineData("(id eq \"nope\" or status eq \"ACTIVE\") and profile.vip eq false", false)]
    [InlineData("status eq \"ACTIVE\"and profile.firstName eq \"Mia\"", true)]
    [InlineData("profile.firstName eq \"M\\u0069a\"", true)]
    public void A_filter_is_judged_against_the_answer(string filter, bool matches) => ScimParser.Parse(filter).Matches(Subject).ShouldBe(matches);

    [Theory]
    [InlineData("id")]
    [InlineData("id eq")]
    [InlineData("id eq \"x")]
    [InlineData("id eq \"\\q\"")]
    [InlineData("id is \"x\"")]
    [InlineData("(id eq \"x\"")]
    [InlineData("id eq \"x\")")]
    [InlineData("id eq \"x\" and")]
    [InlineData("id eq \"x\" xor id eq \"y\"")]
    [InlineData("not id eq \"x\"")]
    [InlineData("eq eq eq eq")]
    [InlineData("\"x\" eq id")]
    [InlineData("id eq \"x\\")]
    public void What_is_no_filter_is_refused(string filter) => Should.Throw<ApiError>(() => ScimParser.Parse(filter)).Code.ShouldBe("E0000031");

    [Fact]                                                             // threats row 13
    public void A_filter_is_bounded_in_length_depth_and_number()
    {
        Should.Throw<ApiError>(() => ScimParser.Parse(new string('(', 100_000))).Code.ShouldBe("E0000031");
        Should.Throw<ApiError>(() => ScimParser.Parse(new string('(', 30) + "id pr" + new string(')', 30))).Code.ShouldBe("E0000031");
        Should.Throw<ApiError>(() => ScimParser.Parse(string.Join(" or ", Enumerable.Repeat("id pr", 101)))).Code.ShouldBe("E0000031");
        ScimParser.Parse(string.Join(" or ", Enumerable.Repeat("id pr", 100))).Matches(Subject).ShouldBeTrue();
    }

    [Theory]
    [InlineData("profile.login eq \"A\"", "login_key = @f0")]
    [InlineData("profile.login sw \"A\"", "(login_key >= @f0 and login_key < @f1)")]
    [InlineData("profile.login co \"A_%!\"", "login_key like @f0 escape '!'")]
    [InlineData("profile.login ew \"A\"", "login_key like @f0 escape '!'")]
    [InlineData("profile.login ne \"A\"", null)]
    [InlineData("profile.login eq \"A\" and profile.shoeSize eq \"44\"", "login_key = @f0")]
    [InlineData("profile.login eq \"A\" or profile.shoeSize eq \"44\"", null)]
    [InlineData("profile.login eq \"A\" or profile.login eq \"B\"", "(login_key = @f0 or login_key = @f1)")]
    [InlineData("not (profile.login eq \"A\")", null)]
    [InlineData("created gt \"2026-11-22T12:00:00Z\"", "created_at > @f0")]
    [InlineData("created gt \"yesterday\"", null)]
    public void The_database_narrows_down_what_it_can_and_never_too_far(string filter, string? sql)
    {
        var columns = new Dictionary<string, (string, Column)> { ["profile.login"] = ("login_key", Column.Key), ["created"] = ("created_at", Column.Time) };
        ScimSql.Of(ScimParser.Parse(filter), columns, []).ShouldBe(sql);
    }
}
