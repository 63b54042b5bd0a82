namespace Latchkey.Server.Ground.Languages;

internal static class ChineseDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "通行密钥设备",
        Lead = "FIDO 对保存通行密钥的设备的说明：名称、认证级别，以及哪些已被吊销。",
        File = "FIDO 的文件",
        NoFile = "尚未导入文件",
        NoFileMeans = "设备没有名称，也无法对其构造提出要求。请取得 FIDO 的文件并在此导入。",
        Number = "编号",
        Models = "型号",
        Revoked = "已吊销",
        Next = "新文件日期",
        Overdue = "自 {0} 起已有更新的文件，其中可能有更多被吊销的型号。",
        Bring = "导入文件",
        BringHint = "即 https://mds3.fidoalliance.org 返回的文件。将检查 FIDO 的签名，较旧的文件会被拒绝。",
        BroughtElsewhere = "此服务器的所有组织共用该文件，由第一个组织的控制台或服务器的运营者导入。",
        NotTaken = "该文件不是由 FIDO 签名的，或在途中被更改。",
        Older = "之前已导入更新的文件，未做任何更改。",
        Asked = "对设备的要求",
        AskedMeans = "由通行密钥方法的设置决定；可以使用哪些型号组，由注册策略决定。",
        AsksNothing = "没有要求：FIDO 未发出警告的设备均可使用。",
        Model = "型号",
        Certified = "认证",
        NotCertified = "未认证",
        InHardware = "密钥在硬件中",
        Own = "自有",
        Takes = "接受",
        Refuses = "不接受",
        Weak = "不可信",
        SearchModels = "名称或 AAGUID",
        More = "另有 {0} 个：请按名称搜索。",
    };
}
