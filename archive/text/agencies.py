"""News agencies by the names that credits give them, in English and Chinese."""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
AFP: afp, agence france-presse, agence france presse, 法新社
AP: ap, associated press, the associated press, 美聯社, 美联社
Reuters: reuters, reuter, thomson reuters, 路透社, 路透, 湯森路透
Xinhua: xinhua, xinhua news agency, 新華社, 新华社, 新華網, 新华网, 新華通訊社
Bloomberg: bloomberg, bloomberg news, 彭博, 彭博社
CNA: cna, central news agency, 中央社, 中央通訊社
China News Service: china news service, cns, 中新社, 中新網, 中新网, 中國新聞社, 中国新闻社
Kyodo: kyodo, kyodo news, 共同社
Jiji: jiji, jiji press, 時事社, 时事社
Yonhap: yonhap, yonhap news agency, 韓聯社, 韩联社
dpa: dpa, deutsche presse-agentur, 德新社
EFE: efe, 埃菲社
ANSA: ansa, 安莎社
TASS: tass, itar-tass, 塔斯社, 俄通社
RIA Novosti: ria novosti, 俄新社
Interfax: interfax, 國際文傳電訊社
PA: pa, press association, pa media
AAP: aap, australian associated press, 澳聯社
CP: canadian press, the canadian press
UPI: upi, united press international, 合眾國際社
ANI: ani
PTI: pti, press trust of india
IANS: ians
Bernama: bernama, 馬新社
Antara: antara, 安塔拉通訊社
VNA: vietnam news agency, 越通社
KCNA: kcna, 朝中社
Anadolu: anadolu, anadolu agency
MNA: mna
RTHK: rthk, 香港電台, 港台
HKCNA: 中通社, 香港中通社, 香港中國通訊社
Belga: belga
ANP: anp
ATS: ats, keystone-ats
APA: apa
NTB: ntb
Ritzau: ritzau
STT: stt
Lusa: lusa
"""

#: The agency by each of its names, in small letters.
AGENCIES: Final = {
    name.strip(): agency.strip()
    for line in _NAMES.strip().splitlines()
    for agency, names in [line.split(":")]
    for name in names.split(",")
}
