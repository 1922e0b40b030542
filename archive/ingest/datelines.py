"""Cities that stand alone in datelines: where an article was written, not by whom.

From the dateline rules of English agencies (cities without a state or country behind them), and
the capitals, provinces' seats and neighbours that Chinese papers name so.
"""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = (
    "Amsterdam, Ankara, Athens, Atlanta, Baghdad, Bangkok, Beijing, Beirut, Berlin, Boston"
    ", Brasilia, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Chicago"
    ", Copenhagen, Dallas, Denver, Detroit, Dhaka, Dubai, Dublin, Frankfurt, Geneva, Guangzhou"
    ", Hanoi, Havana, Helsinki, Hong Kong, Honolulu, Houston, Islamabad, Istanbul, Jakarta"
    ", Jerusalem, Johannesburg, Kabul, Kuala Lumpur, Kuwait City, Kyiv, Las Vegas, Lisbon"
    ", London, Los Angeles, Luxembourg, Macau, Macao, Madrid, Manila, Mexico City, Miami, Milan"
    ", Monaco, Montreal, Moscow, Mumbai, Munich, Nairobi, New Delhi, New Orleans, New York"
    ", Oslo, Ottawa, Panama City, Paris, Philadelphia, Phnom Penh, Prague, Pyongyang"
    ", Quebec City, Rio De Janeiro, Riyadh, Rome, San Francisco, Santiago, Seattle, Seoul"
    ", Shanghai, Shenzhen, Singapore, Stockholm, Sydney, Taipei, Tehran, Tel Aviv, Tokyo"
    ", Toronto, United Nations, Vatican City, Vienna, Warsaw, Washington, Yangon, Zurich"
)
_CHINESE: Final = (
    "香港 九龍 九龙 新界 澳門 澳门 台北 臺北 台灣 台湾 高雄 台中 臺中 北京 上海 天津 重慶 重庆"
    " 深圳 廣州 广州 珠海 東莞 东莞 佛山 中山 惠州 南京 杭州 蘇州 苏州 武漢 武汉 成都 西安 鄭州"
    " 郑州 長沙 长沙 福州 廈門 厦门 濟南 济南 青島 青岛 大連 大连 瀋陽 沈阳 哈爾濱 哈尔滨 長春"
    " 长春 石家莊 石家庄 太原 合肥 南昌 南寧 南宁 昆明 貴陽 贵阳 海口 三亞 三亚 蘭州 兰州 西寧"
    " 西宁 銀川 银川 烏魯木齊 乌鲁木齐 拉薩 拉萨 呼和浩特 東京 东京 首爾 首尔 平壤 新加坡 曼谷"
    " 河內 河内 馬尼拉 马尼拉 雅加達 雅加达 吉隆坡 新德里 倫敦 伦敦 巴黎 柏林 羅馬 罗马 莫斯科"
    " 基輔 基辅 日內瓦 日内瓦 布魯塞爾 布鲁塞尔 紐約 纽约 華盛頓 华盛顿 洛杉磯 洛杉矶 三藩市"
    " 舊金山 旧金山 芝加哥 多倫多 多伦多 溫哥華 温哥华 悉尼 墨爾本 墨尔本 聯合國 联合国 中環"
    " 金鐘 灣仔 旺角"
)

#: As they are compared: without case.
DATELINES: Final = frozenset(
    name.strip().lower() for name in (*_ENGLISH.split(","), *_CHINESE.split())
)
