namespace Latchkey.Server.Ground.Languages;

internal static class KoreanJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "다른 이름 사용",
        RememberName = "이 기기에서 내 이름 기억",
        RememberedNames = "이 기기에 기억된 이름",
        ForgetNames = "이 이름 잊기",
        KeepSignedIn = "로그인 상태 유지",

        OfferTitle = "계정을 더 안전하게 만드세요",
        OfferText = "본인 확인 방법을 하나 더 설정하면 비밀번호만으로는 아무도 들어올 수 없습니다.",
        OfferSkip = "지금은 안 함, 계속",
        OfferLater = "언제든지 계정 페이지에서 설정할 수 있습니다.",

        Working = "잠시만요. 로봇을 막기 위해 브라우저가 작은 계산을 하고 있습니다.",
        WorkAgain = "너무 오래 걸렸습니다. 다시 보내 주세요.",
        WorkNeedsScript = "여기서는 브라우저의 작은 계산으로 로봇을 막습니다. 스크립트를 켜고 페이지를 다시 불러오세요.",
        WorkSlowly = "지금 요청이 많습니다. 1분 후에 다시 시도하거나 스크립트를 켜세요.",

        ChangeEmail = "이메일 주소 변경",
        EmailNow = "현재 주소",
        EmailNew = "새 이메일 주소",
        EmailBoth = "새 주소와 이전 주소로 각각 코드를 보냅니다. 둘 다 필요합니다.",
        EmailNewAlone = "새 주소로 코드를 보내고 이전 주소에 알립니다.",
        EmailSame = "이미 사용 중인 주소입니다.",
        CodeSentTo = "{0}(으)로 보낸 메일의 코드",
        EmailCodesWrong = "사용할 수 없습니다. 코드는 15분간 유효하며, 다섯 번 틀리면 처음부터 다시 시작해야 합니다.",
        EmailChanged = "이메일 주소가 변경되었습니다.",
        EmailLogin = "그 뒤로는 새 주소로 로그인합니다.",

        NewAddressSubject = "{0}의 새 주소 코드",
        NewAddressText = "이 코드는 {0} 계정에 이 이메일 주소를 쓰도록 확인합니다:",
        OldAddressSubject = "{0}의 주소가 곧 변경됩니다",
        OldAddressText = "이 코드는 {0} 계정에 다른 이메일 주소를 쓰도록 확인합니다:",
        AddressIgnore = "본인이 아니라면 코드를 아무에게도 알려 주지 마세요.",
        AddressChangedSubject = "{0}의 주소가 변경되었습니다",
        AddressChangedText = "{0}의 계정 {1}의 이메일 주소가 방금 변경되었습니다.",

        NotMe = "제가 아닙니다",
        NotMeMail = "본인이 아니라면: 이 링크로 모두 로그아웃하고 새 비밀번호를 선택합니다. 7일간 유효합니다.",
        NotMeMailDay = "본인이 아니라면: 이 링크로 모두 로그아웃하고 새 비밀번호를 선택합니다. 24시간 유효합니다.",
        NotMeTitle = "본인이 아닌가요?",
        NotMeMeans = "모든 브라우저와 앱이 로그아웃되고, 비밀번호는 더 이상 쓸 수 없으며, 새 비밀번호를 선택합니다.",
        NotMeAddress = "이메일 주소가 다시 {0}(이)가 됩니다.",
        NotMeEnd = "모두 종료",

        NewDeviceSubject = "새 기기가 {0} 계정에 로그인했습니다",
        NewDeviceText = "{0}의 계정 {1}에 이전에 본 적 없는 기기로 방금 로그인했습니다: {2}.",

        PhoneSignIn = "휴대폰으로 로그인",
        PhoneText = "휴대폰 카메라로 이 그림을 비추세요. 휴대폰에서 이 숫자를 묻습니다:",
        PhoneQr = "휴대폰으로 스캔할 그림",
        PhoneOpen = "또는 휴대폰에서 이 주소를 여세요:",
        PhoneWaiting = "휴대폰을 기다리고 있습니다. 이 페이지는 자동으로 넘어갑니다.",
        PhoneCheck = "지금 확인",
        PhoneOver = "너무 오래 걸렸거나 휴대폰에서 거부되었습니다.",
        OtherTitle = "다른 기기에서 로그인할까요?",
        OtherText = "다른 기기가 {0}(으)로 로그인하려고 합니다. 직접 시작했고 그 기기가 앞에 있을 때만 계속하세요.",
        OtherNumber = "다른 기기에 표시된 숫자",
        OtherWrong = "표시된 숫자가 아닙니다. 다른 기기에서 처음부터 다시 시작하세요.",

        RecoveryTitle = "복구 코드",
        RecoveryText = "다른 수단이 없을 때 각 코드로 한 번씩 본인임을 확인합니다.",
        RecoveryOnce = "적어 두거나 인쇄하세요. 이번 한 번만 표시됩니다.",
        RecoveryMake = "복구 코드 만들기",
        RecoveryLeft = "남은 코드: {0}",
        RecoveryReplaces = "이전 코드는 더 이상 쓸 수 없습니다.",
        RecoveryUse = "대신 복구 코드 사용",
        RecoveryLead = "보관해 둔 복구 코드 중 하나를 입력하세요.",
    };
}
